import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setAttributeSync } from '@napi-rs/xattr';
import { type LdifEntry, person, SUFFIX, TREE, toLdif, uuidOf } from '../indexers/ldap/ldif.ts';
import type { Company, Entry, File, Guard, Trustee } from './company.ts';

/** The people and groups as a directory would hold them. */
export function companyLdif({ people, groups }: Company): string {
  const dnOf = (name: string) =>
    `cn=${name.replaceAll(/["=,+\\]/g, (c) => `\\${c.charCodeAt(0).toString(16)}`)},ou=groups,${SUFFIX}`;
  return toLdif([
    ...TREE,
    ...people.map((one) =>
      person(one.uid, {
        cn: one.name,
        displayName: one.name,
        uidNumber: String(one.uidNumber),
        gidNumber: String(one.primaryGid),
      }),
    ),
    ...groups.map(
      (group): LdifEntry => ({
        dn: dnOf(group.name),
        attributes: {
          objectClass: ['groupOfNames', 'extensibleObject'],
          cn: group.name,
          gidNumber: String(group.gidNumber),
          // A group needs a member: the suffix is nobody.
          member: [
            SUFFIX,
            ...group.people.map(({ uid }) => `uid=${uid},ou=people,${SUFFIX}`),
            ...group.groups.map(({ name }) => dnOf(name)),
          ],
          entryUUID: uuidOf(`group ${group.name}`),
        },
      }),
    ),
  ]);
}

/** The files on a disk, each with its mode and with its list in the attribute where Samba keeps it. */
export function writeTree(root: string, company: Company): void {
  mkdirSync(root, { recursive: true });
  chmodSync(root, 0o755);
  writeList(root, { entries: 'absent', mode: 0, uidNumber: 0, gidNumber: 0 });
  for (const folder of company.folders) mkdirSync(path.join(root, folder.path), { recursive: true });
  for (const file of company.files) writeFileSync(path.join(root, file.path), textOf(file));
  for (const { path: place, guard } of [...company.files, ...company.folders]) writeGuard(path.join(root, place), guard);
}

function textOf({ kind, marker, topic, author }: File): string {
  const words = `The gauge of ${marker} is about ${topic}.`;
  switch (kind) {
    case 'txt':
      return `${words}\n`;
    case 'md':
      return `# ${marker}\n\n${words}\n`;
    case 'html':
      return `<html><head><title>${marker}</title><meta name="author" content="${author?.name}"></head><body><p>${words}</p></body></html>`;
    default:
      return kind satisfies never;
  }
}

export function writeGuard(place: string, guard: Guard): void {
  chownSync(place, guard.uidNumber, guard.gidNumber);
  chmodSync(place, guard.mode);
  writeList(place, guard);
}

function writeList(place: string, guard: Guard): void {
  setAttributeSync(place, 'security.NTACL', encodeXattr(guard));
}

const HEADER = 160;

/**
 * `xattr_NTACL` version 4 as Samba writes it (librpc/idl/xattr.idl): hashes and a name before the descriptor, whose offsets
 * count from the beginning of the attribute.
 */
function encodeXattr({ entries, uidNumber, gidNumber }: Guard): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeUInt16LE(4, 0);
  head.writeUInt16LE(4, 2);
  head.writeUInt32LE(0x20000, 4);
  head.writeUInt32LE(0x20004, 8);
  head.writeUInt16LE(1, 12);
  head.write('posix_acl\0', 78, 'latin1');
  const owner = encodeSid(`S-1-22-1-${uidNumber}`);
  const group = encodeSid(`S-1-22-2-${gidNumber}`);
  const dacl = entries === 'absent' ? Buffer.alloc(0) : encodeAcl(entries);
  const descriptor = Buffer.alloc(20);
  descriptor.writeUInt8(1, 0);
  // SE_SELF_RELATIVE, and SE_DACL_PRESENT where there is one.
  descriptor.writeUInt16LE(entries === 'absent' ? 0x8000 : 0x8004, 2);
  descriptor.writeUInt32LE(HEADER + 20, 4);
  descriptor.writeUInt32LE(HEADER + 20 + owner.length, 8);
  if (entries !== 'absent') descriptor.writeUInt32LE(HEADER + 20 + owner.length + group.length, 16);
  return Buffer.concat([head, descriptor, owner, group, dacl]);
}

function encodeAcl(entries: Entry[]): Buffer {
  const aces = Buffer.concat(entries.map(encodeAce));
  const head = Buffer.alloc(8);
  head.writeUInt8(2, 0);
  head.writeUInt16LE(8 + aces.length, 2);
  head.writeUInt16LE(entries.length, 4);
  return Buffer.concat([head, aces]);
}

function encodeAce({ effect, trustee, mask, flags }: Entry): Buffer {
  const sid = encodeSid(sidOf(trustee));
  const head = Buffer.alloc(8);
  head.writeUInt8(effect === 'allow' ? 0 : 1, 0);
  head.writeUInt8(flags, 1);
  head.writeUInt16LE(8 + sid.length, 2);
  head.writeUInt32LE(mask, 4);
  return Buffer.concat([head, sid]);
}

export function sidOf(trustee: Trustee): string {
  switch (trustee.kind) {
    case 'everyone':
      return 'S-1-1-0';
    case 'authenticated':
      return 'S-1-5-11';
    case 'interactive':
      return 'S-1-5-4';
    case 'orphan':
      return 'S-1-5-21-1-2-3-9999';
    case 'user':
      return `S-1-22-1-${trustee.uidNumber}`;
    case 'group':
      return `S-1-22-2-${trustee.gidNumber}`;
    default:
      return trustee satisfies never;
  }
}

/** MS-DTYP 2.4.2.2. */
function encodeSid(sid: string): Buffer {
  const [, revision = '', authority = '', ...parts] = sid.split('-');
  const bytes = Buffer.alloc(8 + 4 * parts.length);
  bytes.writeUInt8(Number(revision), 0);
  bytes.writeUInt8(parts.length, 1);
  bytes.writeUIntBE(Number(authority), 2, 6);
  parts.forEach((part, position) => {
    bytes.writeUInt32LE(Number(part), 8 + 4 * position);
  });
  return bytes;
}
