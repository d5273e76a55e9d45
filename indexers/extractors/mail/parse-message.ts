import PostalMime, { type Address, decodeWords, type Email, type Attachment as MimePart } from 'postal-mime';
import { parseDate } from '../dates.ts';
import { ExtractionError } from '../extraction-error.ts';
import { type Attachment, type Message, SEALED_WARNING } from './message.ts';
import { readBody } from './message-body.ts';

/** Proofs and wrappers without a word of their own. */
const NO_CONTENT = new Set([
  'application/pgp-signature',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-encrypted',
]);
const SEALED = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
const TNEF = new Set(['application/ms-tnef', 'application/vnd.ms-tnef']);
const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/calendar': '.ics',
  'text/html': '.html',
  'text/plain': '.txt',
  'application/pdf': '.pdf',
};
const SUBJECT_BYTES = 16 * 1024;

/** A mail in the form it is sent in (RFC 5322, MIME). Throws `too-large` for what is nested or headed beyond the parser's limits. */
export async function parseMessage(bytes: Uint8Array): Promise<{ message: Message; html: string; isSavedPage: boolean }> {
  const email = await parse(bytes);
  const { text = '', html = '' } = email;
  // With a text of its own it is an ordinary mail, whatever is attached to it.
  const isSealed = text === '' && html === '' && (email.attachments.some((part) => SEALED.has(part.mimeType)) || isPgp(email));
  const isContent = (part: MimePart): boolean => isAttachment(part) && !(isSealed && (SEALED.has(part.mimeType) || isPgp(email)));
  const message: Message = {
    subject: email.subject ?? '',
    from: email.from === undefined ? '' : nameOf(email.from),
    to: (email.to ?? []).map(nameOf),
    cc: (email.cc ?? []).map(nameOf),
    sentAt: parseDate(email.date),
    readBody: (limits) => readBody({ text, html }, limits),
    attachments: email.attachments.filter(isContent).map(toAttachment),
    warnings: [
      ...(isSealed ? [SEALED_WARNING] : []),
      ...email.attachments
        .filter(({ mimeType }) => TNEF.has(mimeType))
        .map(({ filename }) => `${filename ?? 'winmail.dat'}: what Outlook packed into it was not read`),
    ],
  };
  return { message, html, isSavedPage: isSavedPage(email) };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    // A forwarded mail is a file of its own, with its own sender and attachments.
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, rfc822Attachments: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (reason.includes('nesting depth'))
      throw new ExtractionError('too-large', 'The parts of the mail are nested too deeply', { cause });
    if (reason.includes('header size'))
      throw new ExtractionError('too-large', 'The mail has more than 2 MB of header lines', { cause });
    throw new ExtractionError('corrupt', `The mail cannot be read: ${reason}`, { cause });
  }
}

/** A page that a browser or Word saved with its pictures: a mail that nobody sent. */
function isSavedPage({ headers }: Email): boolean {
  const has = (name: string): boolean => headers.some(({ key }) => key === name);
  if (has('snapshot-content-location')) return true;
  const isRelated = headers.some(({ key, value }) => key === 'content-type' && /^\s*multipart\/related/i.test(value));
  return isRelated && !['to', 'cc', 'received', 'message-id'].some(has);
}

function isPgp({ attachments }: Email): boolean {
  return attachments.some(({ mimeType }) => mimeType === 'application/pgp-encrypted');
}

function nameOf(address: Address): string {
  if (address.group !== undefined) return [address.name, ...address.group.map(nameOf)].filter((name) => name !== '').join(', ');
  const { name, address: mailbox } = address;
  if (name === '' || name === mailbox) return mailbox;
  return mailbox === '' ? name : `${name} <${mailbox}>`;
}

/** Pictures in the text (logos, smileys) are part of its layout. */
function isAttachment(part: MimePart): boolean {
  const isPicture = part.mimeType.startsWith('image/') && part.disposition !== 'attachment';
  const isInline = part.related === true || part.contentId !== undefined || part.filename === null;
  return !NO_CONTENT.has(part.mimeType) && !(isPicture && isInline);
}

function toAttachment(part: MimePart, position: number): Attachment {
  const bytes = bytesOf(part.content);
  return { name: part.filename?.trim() || inventName(part.mimeType, { bytes, position }), bytes };
}

function inventName(mimeType: string, { bytes, position }: { bytes: Uint8Array; position: number }): string {
  if (mimeType !== 'message/rfc822') return `Attachment ${position + 1}${EXTENSIONS[mimeType] ?? ''}`;
  const head = Buffer.from(bytes.subarray(0, SUBJECT_BYTES)).toString('latin1');
  const subject = /^subject:[ \t]*(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  return `${decodeWords(subject.replace(/\s+/g, ' ')).trim() || 'Forwarded mail'}.eml`;
}

function bytesOf(content: MimePart['content']): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
