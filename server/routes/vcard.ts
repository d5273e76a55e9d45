import type { StoredPerson } from '../store/state-store.ts';

const PHONE_TYPES = { work: 'work', mobile: 'cell', home: 'home', fax: 'fax', pager: 'pager' } as const;

/** A person as vCard 4.0 (RFC 6350): escaped by §3.4, lines folded at 75 octets by §3.2. */
export function toVcard({ id, person }: StoredPerson, options: { photo: Uint8Array | undefined }): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:${escapeText(id)}`,
    `FN:${escapeText(person.name)}`,
    `N:${escapeText(person.surname ?? '')};${escapeText(person.givenName ?? '')};;;`,
    ...(person.title ? [`TITLE:${escapeText(person.title)}`] : []),
    ...(person.department ? [`ORG:;${escapeText(person.department)}`] : []),
    ...person.emails.map((email) => `EMAIL;TYPE=work:${escapeText(email)}`),
    ...person.phones.map((phone) => `TEL;TYPE=${PHONE_TYPES[phone.kind]}:${escapeText(phone.number)}`),
    ...(person.location ? [`ADR;TYPE=work:;${escapeText(person.room ?? '')};;${escapeText(person.location)};;;`] : []),
    ...(options.photo ? [`PHOTO:data:image/jpeg;base64,${Buffer.from(options.photo).toString('base64')}`] : []),
    'END:VCARD',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\,;]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** Counts octets, and never cuts a character in two. */
function foldLine(line: string): string {
  const folded: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > 75) {
      folded.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += length;
  }
  return [...folded, piece].join('\r\n');
}
