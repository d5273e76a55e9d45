import { describe, expect, it } from 'vitest';
import { parseNtacl } from '#indexers/sources/drive/acl/ntacl.ts';
import { LocalGroups } from '#indexers/sources/nt-acl/local-groups.ts';
import { ntEntries } from '#indexers/sources/nt-acl/nt-entries.ts';
import { type Ace, parseSecurityDescriptor } from '#indexers/sources/nt-acl/security-descriptor.ts';
import { DESCRIPTOR, NTACL_VALUES } from './ntacl-values.ts';

const PARSED = {
  owner: 'S-1-5-21-1-2-3-1001',
  group: 'S-1-5-21-1-2-3-513',
  dacl: [
    { type: 1, flags: 0, mask: 0x1, sid: 'S-1-5-21-1-2-3-1002' },
    { type: 0, flags: 0, mask: 0x1200a9, sid: 'S-1-1-0' },
    { type: 0, flags: 0x09, mask: 0x10000000, sid: 'S-1-3-0' },
  ],
};

describe('a security descriptor', () => {
  it('is read as python3-samba wrote it', () => {
    expect(parseSecurityDescriptor(DESCRIPTOR)).toEqual(PARSED);
  });

  it.each(Object.entries(NTACL_VALUES))('is read from security.NTACL of %s', (_version, value) => {
    expect(parseNtacl(value)).toEqual(PARSED);
  });

  it('is refused wherever it is cut off', () => {
    for (let length = 0; length < DESCRIPTOR.length; length += 1)
      expect(() => parseSecurityDescriptor(DESCRIPTOR.subarray(0, length)), `${length} bytes`).toThrow();
    for (const value of Object.values(NTACL_VALUES))
      for (let length = 0; length < value.length; length += 1)
        expect(() => parseNtacl(value.subarray(0, length)), `${length} bytes`).toThrow();
  });

  const [LIST, FIRST_ENTRY] = [0x4c, 0x54];
  it.each<[string, (bytes: Buffer) => void, RegExp]>([
    ['of another revision', (bytes) => bytes.writeUInt8(2, 0), /revision 2/],
    ['with pointers of a process', (bytes) => bytes.writeUInt16LE(0x0004, 2), /self-relative/],
    ['whose list is elsewhere', (bytes) => bytes.writeUInt32LE(0xfffffff0, 16), /cut off/],
    ['whose owner is elsewhere', (bytes) => bytes.writeUInt32LE(5000, 4), /cut off/],
    ['whose list has another revision', (bytes) => bytes.writeUInt8(9, LIST), /revision 9/],
    ['whose list is longer than it', (bytes) => bytes.writeUInt16LE(0xffff, LIST + 2), /cut off/],
    ['whose list is shorter than its entries', (bytes) => bytes.writeUInt16LE(0x20, LIST + 2), /cut off/],
    ['whose list has more entries than room', (bytes) => bytes.writeUInt16LE(4000, LIST + 4), /cut off/],
    ['with an entry of no length', (bytes) => bytes.writeUInt16LE(0, FIRST_ENTRY + 2), /entry of 0 bytes/],
    ['with an entry that is too long', (bytes) => bytes.writeUInt16LE(0x4000, FIRST_ENTRY + 2), /cut off/],
    ['with an entry that is too short for its SID', (bytes) => bytes.writeUInt16LE(0x14, FIRST_ENTRY + 2), /cut off/],
    ['with a SID of 200 parts', (bytes) => bytes.writeUInt8(200, FIRST_ENTRY + 9), /200 parts/],
    ['with a SID of another revision', (bytes) => bytes.writeUInt8(3, FIRST_ENTRY + 8), /revision 3/],
  ])('is refused %s', (_what, break_, message) => {
    const bytes = Buffer.from(DESCRIPTOR);
    break_(bytes);
    expect(() => parseSecurityDescriptor(bytes)).toThrow(message);
  });

  it('is refused when it is a megabyte, and security.NTACL of a version to come', () => {
    expect(() => parseSecurityDescriptor(Buffer.concat([DESCRIPTOR, Buffer.alloc(1024 * 1024)]))).toThrow('bytes');
    const value = Buffer.from(DESCRIPTOR);
    value.writeUInt32LE(0x00050005, 0);
    expect(() => parseNtacl(value)).toThrow('version 5');
    value.writeUInt32LE(0x00040003, 0);
    expect(() => parseNtacl(value)).toThrow('two versions');
  });

  it('without a list lets everyone in, with an empty one nobody', () => {
    const absent = Buffer.from(DESCRIPTOR);
    absent.writeUInt16LE(0x8000, 2);
    expect(ntEntries(parseSecurityDescriptor(absent), 'read')).toEqual([{ effect: 'allow', principal: 'everyone' }]);
    const nullList = Buffer.from(DESCRIPTOR);
    nullList.writeUInt32LE(0, 16);
    expect(parseSecurityDescriptor(nullList).dacl).toBe('absent');
    const empty = Buffer.from(DESCRIPTOR);
    empty.writeUInt16LE(0, LIST + 4);
    expect(ntEntries(parseSecurityDescriptor(empty), 'read')).toEqual([]);
  });

  it('names a SID with an authority of more than 32 bits as Windows does', () => {
    const bytes = Buffer.from(DESCRIPTOR);
    bytes.writeUIntBE(0x1234567890ab, 0x14 + 2, 6);
    expect(parseSecurityDescriptor(bytes).owner).toBe('S-1-0x1234567890AB-21-1-2-3-1001');
  });
});

describe('entries that cannot be weighed', () => {
  const everyone: Ace = { type: 0, flags: 0, mask: 1, sid: 'S-1-1-0' };
  const entriesOf = (dacl: Ace[], options = {}): unknown[] =>
    ntEntries({ owner: undefined, group: undefined, dacl }, 'read', options).map(
      ({ effect, principal }) => `${effect === 'allow' ? '+' : '-'}${principal}`,
    );

  it('deny everyone where it is not even known whom they name', () => {
    expect(entriesOf([{ type: 0x63, flags: 0, mask: 0xffffffff, sid: undefined }, everyone])).toEqual([]);
    expect(entriesOf([{ type: 1, flags: 0, mask: 1, sid: 'S-1-3-4' }, everyone])).toEqual([]);
  });

  it('allow nothing and deny whom they name where they have a condition', () => {
    const sid = 'S-1-5-21-1-2-3-1001';
    for (const type of [0x04, 0x05, 0x09, 0x0b]) expect(entriesOf([{ type, flags: 0, mask: 1, sid }])).toEqual([]);
    for (const type of [0x06, 0x0a, 0x0c])
      expect(entriesOf([{ type, flags: 0, mask: 1, sid }, everyone])).toEqual([`-sid:${sid}`, '+everyone']);
  });

  it('count with their generic rights, which servers write out but need not', () => {
    const generic = (mask: number): Ace => ({ type: 0, flags: 0, mask, sid: 'S-1-1-0' });
    const [ALL, EXECUTE, WRITE, READ] = [0x10000000, 0x20000000, 0x40000000, 0x80000000];
    const rights = ([ALL, EXECUTE, WRITE, READ] as const).map((mask) =>
      (['read', 'traverse'] as const).map(
        (right) => ntEntries({ owner: undefined, group: undefined, dacl: [generic(mask)] }, right).length,
      ),
    );
    expect(rights).toEqual([
      [1, 1],
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
  });

  it('keep the groups of one file server apart from those of another and from those of the domain', () => {
    const dacl: Ace[] = [{ type: 0, flags: 0, mask: 1, sid: 'S-1-5-32-544' }];
    expect(entriesOf(dacl, { source: 'library' })).toEqual(['+sid:S-1-5-32-544@library']);
  });

  it('stand for those whom the administrator names, in their place', () => {
    const dacl: Ace[] = [
      { type: 1, flags: 0, mask: 1, sid: 'S-1-5-32-546' },
      { type: 1, flags: 0, mask: 1, sid: 'S-1-5-32-545' },
      everyone,
    ];
    const localGroups = LocalGroups.parse({ 'builtin\\Guests': [], 'S-1-5-32-545': ['group:temps', 'user:ada'] });
    expect(entriesOf(dacl, { localGroups })).toEqual(['-group:temps', '-user:ada', '+everyone']);
    expect(LocalGroups.safeParse({ Staff: ['group:staff'] }).error?.message).toContain('BUILTIN');
    expect(LocalGroups.safeParse({ 'BUILTIN\\Users': ['staff'] }).error?.message).toContain('group:<name>');
  });
});
