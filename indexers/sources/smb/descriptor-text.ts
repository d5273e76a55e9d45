import type { Ace, SecurityDescriptor } from '../nt-acl/security-descriptor.ts';

/**
 * What libsmbclient writes for a descriptor (`system.nt_sec_desc.*`), and smbcacls one a line:
 * `REVISION:1,OWNER:S-1-…,GROUP:S-1-…,ACL:<SID>:<type>/<flags>/<mask>,…`. Undefined without an entry: that is said of "no list"
 * and of "an empty list" alike. Throws for anything else: half an answer would be a wrong one.
 */
export function parseDescriptorText(text: string): SecurityDescriptor | undefined {
  let owner: string | undefined;
  let group: string | undefined;
  const dacl: Ace[] = [];
  for (const part of text.split(/[,\n]/)) {
    const [, key = '', value = ''] = /^([A-Z]+):(.*)$/.exec(part.trim()) ?? [];
    if (key === 'OWNER') owner = sidOrNone(value);
    else if (key === 'GROUP') group = sidOrNone(value);
    else if (key === 'ACL') dacl.push(parseEntry(value));
    else if (!(key === 'REVISION' && value === '1') && part.trim() !== '')
      throw new Error(`a security descriptor that is not understood ("${part.slice(0, 40)}")`);
  }
  if (text.trim() === '') throw new Error('the server gave no security descriptor');
  return dacl.length === 0 ? undefined : { owner, group, dacl };
}

function parseEntry(text: string): Ace {
  const [, sid, type, flags, mask] = /^(S-1-[-\w]+):(\w+)\/(\w+)\/(0x[0-9a-fA-F]+)$/.exec(text) ?? [];
  if (sid === undefined) throw new Error(`an access control entry that is not understood ("${text.slice(0, 60)}")`);
  return { type: numberIn(type, 255), flags: numberIn(flags, 255), mask: numberIn(mask, 0xffffffff), sid };
}

function numberIn(text: string | undefined, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max) throw new Error(`an access control entry with "${text}" in it`);
  return value;
}

function sidOrNone(text: string): string | undefined {
  if (text === '') return undefined;
  if (!/^S-1-[-\w]+$/.test(text)) throw new Error(`an owner that is not understood ("${text.slice(0, 60)}")`);
  return text;
}

/** The four lines and tables that smbclient's `showacls`, and rpcclient, print of one descriptor. */
export function parseDescriptorTable(lines: readonly string[]): SecurityDescriptor {
  const control = lines.map((line) => /^type: 0x([0-9a-f]+):/.exec(line)?.[1]).find((hex) => hex !== undefined);
  if (control === undefined) throw new Error('the server gave no security descriptor');
  const dacl: Ace[] = [];
  let count: number | undefined;
  let list: 'DACL' | 'SACL' | undefined;
  let entry: Partial<Ace> = {};
  let owner: string | undefined;
  let group: string | undefined;
  for (const line of lines) {
    const text = line.trim();
    if (text === 'DACL' || text === 'SACL') list = text;
    if (list === 'DACL') count ??= numberOf(/^ACL\tNum ACEs:\t(\d+)\t/.exec(text)?.[1]);
    const [, type, flags] = /^type: .*\((\d+)\) flags: (0x[0-9a-f]+)/.exec(text) ?? [];
    if (type !== undefined) entry = { type: numberIn(type, 255), flags: numberIn(flags, 255) };
    const mask = /^Permissions: (0x[0-9a-f]+):/.exec(text)?.[1];
    if (mask !== undefined) entry.mask = numberIn(mask, 0xffffffff);
    const sid = /^SID: (S-1-[-\w]+)$/.exec(text)?.[1];
    if (sid !== undefined && list === 'DACL') dacl.push({ ...complete(entry), sid });
    owner ??= /^Owner SID:\t(S-1-[-\w]+)$/.exec(text)?.[1];
    group ??= /^Group SID:\t(S-1-[-\w]+)$/.exec(text)?.[1];
  }
  // SE_DACL_PRESENT (MS-DTYP 2.4.6): without it, or without a list, everyone.
  const isPresent = (Number.parseInt(control, 16) & 0x4) !== 0 && count !== undefined;
  if (isPresent && count !== dacl.length) throw new Error(`${dacl.length} of ${count} access control entries are understood`);
  return { owner, group, dacl: isPresent ? dacl : 'absent' };
}

function complete({ type, flags, mask }: Partial<Ace>): Omit<Ace, 'sid'> {
  if (type === undefined || flags === undefined || mask === undefined) throw new Error('an access control entry in pieces');
  return { type, flags, mask };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
