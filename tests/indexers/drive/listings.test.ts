import { expect, test } from 'vitest';
import type { FileTree, FolderAccess, TreeNode } from '#indexers/sources/file-tree/file-tree.ts';
import { createListings, type ListedItem, type ListingDraft } from '#indexers/sources/file-tree/listings.ts';

const OPEN: FolderAccess = { layers: [], key: '' };

interface Case {
  basis?: string;
  stableInodes?: boolean;
  access?: FolderAccess;
  /** What decides about access besides the folder; undefined: the tree has to be asked. */
  rights?: string | undefined;
  group?: string;
  nodes?: Partial<TreeNode>;
  name?: string;
  leftOutAs?: string;
}

function digestOf({ basis = 'b', stableInodes = true, access = OPEN, group = 'hr', ...o }: Case): string | undefined {
  const node: TreeNode = { raw: '', kind: 'file', size: 1, modified: 2n, changed: 3n, inode: '4', ...o.nodes };
  const tree: Pick<FileTree, 'rightsOf' | 'accessOf'> = {
    rightsOf: () => ('rights' in o ? o.rights : '0:0:644'),
    accessOf: () => ({ state: 'known', acl: { layers: [{ what: 'item', entries: [{ effect: 'allow', principal: group }] }] } }),
  };
  const listing = createListings(tree, { basis, stableInodes }).begin(access);
  const name = o.name ?? 'a.txt';
  listing.add({ id: name, order: name, name, node, leftOutAs: o.leftOutAs });
  return listing.end()?.digest;
}

test.each<[string, Case, Case?]>([
  ['the size', { nodes: { size: 5 } }],
  ['the time', { nodes: { modified: 5n } }],
  ['the change time', { nodes: { changed: 5n } }],
  ['the inode', { nodes: { inode: '5' } }],
  ['the device', { nodes: { device: '5' } }],
  ['what is in an archive', { nodes: { isOffline: true } }],
  ['what is no regular file', { nodes: { leftOut: { rule: 'symbolic link', subtree: false } } }],
  ['the rule of a folder', { leftOutAs: 'hidden' }, { leftOutAs: 'recycle bin' }],
  ['the name', { name: 'b.txt' }],
  ['owner and mode', { rights: '0:0:600' }],
  ['the access where it has to be asked for', { rights: undefined, group: 'board' }, { rights: undefined, group: 'hr' }],
  ['the right to pass the folder', { access: { layers: [], key: 'hr' } }],
  ['why that is not known', { access: { ...OPEN, unknown: 'EIO' } }],
  ['what is configured', { basis: 'c' }],
])('a digest tells %s', (_what, change, before = {}) => {
  expect(digestOf(before)).toBe(digestOf(before));
  expect(digestOf(change)).not.toBe(digestOf(before));
});

test('a digest leaves out inodes that are not stable', () => {
  expect(digestOf({ stableInodes: false, nodes: { inode: '5' } })).toBe(digestOf({ stableInodes: false }));
});

const NODE: TreeNode = { raw: '', kind: 'file', size: 1, modified: 2n };

function list(names: string[]): ListingDraft<TreeNode>[] {
  const tree: Pick<FileTree, 'rightsOf' | 'accessOf'> = {
    rightsOf: () => '',
    accessOf: () => ({ state: 'unknown', reason: '' }),
  };
  const listing = createListings(tree, { basis: '', stableInodes: true }).begin(OPEN);
  const drafts: (ListingDraft<TreeNode> | undefined)[] = [];
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const item: ListedItem<TreeNode> = { id: name, order: name, name, node: NODE, leftOutAs: undefined };
    if (name.endsWith('/')) listing.pass(name.slice(0, -1));
    else drafts.push(listing.add(item));
  }
  return [...drafts, listing.end()].filter((draft) => draft !== undefined);
}

test('its ranges leave out what is in the folders between the files', () => {
  const inside = (names: string[]) => list(names).map(({ ranges }) => ranges);
  expect(inside(['a', 'b/', 'c'])).toEqual([
    [
      ['a', 'a'],
      ['c', 'c'],
    ],
  ]);
  // In the order of ids "b-x" and "b.x" stand before what is in the folder "b", and "b0" behind it.
  expect(inside(['a', 'b/', 'b-x', 'b.x', 'b0'])).toEqual([
    [
      ['a', 'b.x'],
      ['b0', 'b0'],
    ],
  ]);
  expect(inside(['a', 'b', 'c'])).toEqual([[['a', 'c']]]);
  expect(list(['a', 'b/', 'c'])[0]?.digest).not.toBe(list(['a', 'c'])[0]?.digest);
});

test('a large folder is cut into listings that a new file in front leaves as they are, but for one', () => {
  const names = Array.from({ length: 20_000 }, (_, n) => `file ${String(n).padStart(5, '0')}`);
  const before = list(names);
  expect(before.length).toBeGreaterThan(10);
  expect(Math.max(...before.map(({ items }) => items.length))).toBeLessThanOrEqual(4096);
  const known = new Set(before.map(({ digest }) => digest));
  expect(list(['a new one', ...names]).filter(({ digest }) => !known.has(digest)).length).toBeLessThanOrEqual(3);
});
