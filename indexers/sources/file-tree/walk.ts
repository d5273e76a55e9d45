import { byteOrder } from '../../byte-order.ts';
import type { FileTree, FolderAccess, Listed, TreeNode } from './file-tree.ts';
import { createListings, type ListedItem, type ListingDraft } from './listings.ts';
import { idToRawPath, joinRaw, rawPathToId, rawPathToText } from './path-id.ts';
import { createRules } from './rules.ts';
import type { WalkMessage, WalkOptions } from './walk-messages.ts';
import { createWalkReport } from './walk-report.ts';
import { entersFolder, reportsFiles, scopeOf, type WalkScope, wantedOf } from './walk-scope.ts';

const MAX_DEPTH = 256;
/** Every call of a tree may take a while. */
const LOOKS_PER_BEAT = 64;

interface Folder<Node> {
  node: Node;
  depth: number;
  access: FolderAccess;
  /** What is wanted of it; undefined for everything. */
  scope: WalkScope | undefined;
}

/** Where to begin: what is left of the path below a folder; undefined for all of it. */
type Start = readonly string[] | undefined;

/**
 * Goes through a tree and says what is there, synchronously: it runs in a process of its own, and `emit` may block. A folder's
 * own files come first, then its folders, each in the order of their names' bytes; from `options.from` on, and what is before
 * that at the end. Never follows links and opens nothing but folders. What cannot be read is said, and the walk goes on; a root
 * that cannot be read, is gone or was exchanged ends it with an exception.
 */
export function walkTree<Node extends TreeNode>(
  tree: FileTree<Node>,
  options: WalkOptions,
  emit: (message: WalkMessage) => void,
): void {
  emit(tree.message);
  const report = createWalkReport(emit);
  const rules = createRules(options);
  const unchanged = new Map(options.listings?.unchanged);
  const stableInodes = options.stableInodes ?? true;
  const listings = options.listings && createListings(tree, { basis: options.listings.basis, stableInodes });
  const knownMounts = new Set(options.mounts);
  const mounts: string[] = [];
  const later: (() => void)[] = [];
  let looks = 0;

  function readFolder(folder: Folder<Node>, start: Start): void {
    let listed: Listed<Node>[];
    try {
      listed = wantedOf(folder, tree.list(folder.node, report.beat));
    } catch (error) {
      if (folder.node.raw === '') throw error;
      reportFailure(rawPathToId(folder.node.raw), error, folder);
      return;
    }
    const [first, ...deeper] = start ?? [];
    const from = first === undefined ? '' : toOrdered({ name: first }).order;
    for (const inside of readFiles(folder, listed)) {
      const { order } = toOrdered(inside);
      if (order < from) later.push(() => enterFolder(folder, inside.node, undefined));
      else enterFolder(folder, inside.node, order === from ? deeper : undefined);
    }
  }

  /** All but the folders that are walked, which are returned in their order. */
  function readFiles(folder: Folder<Node>, listed: Listed<Node>[]): { name: string; node: Node }[] {
    const folders: { name: string; node: Node }[] = [];
    const listing = listings?.begin(folder.access);
    const ordered = listed.map((entry) => toOrdered(entry)).sort((a, b) => (a.order < b.order ? -1 : 1));
    const folderId = folder.node.raw === '' ? '' : `${rawPathToId(folder.node.raw)}/`;
    const before = byteOrder(folderId);
    for (const { entry, id, order } of ordered) {
      const node = lookAt(folder, entry);
      if (node === undefined) continue;
      if (node.kind === 'folder' ? !entersFolder(folder, entry.name) : !reportsFiles(folder, entry.name)) continue;
      const leftOutAs = node.kind === 'folder' && node.leftOut === undefined ? folderRule(folder, node, entry.name) : undefined;
      if (node.kind === 'file' || node.leftOut !== undefined || leftOutAs !== undefined) {
        const item = { id: folderId + id, order: before + order, name: entry.name, node, leftOutAs };
        if (listing === undefined) reportItem(folder, item);
        const full = listing?.add(item);
        if (full !== undefined) reportListing(folder, full);
      } else {
        listing?.pass(before + order);
        folders.push({ name: entry.name, node });
      }
    }
    const rest = listing?.end();
    if (rest !== undefined) reportListing(folder, rest);
    return folders;
  }

  function lookAt(folder: Folder<Node>, entry: Listed<Node>): Node | undefined {
    if (++looks % LOOKS_PER_BEAT === 0) report.beat();
    try {
      return entry.look();
    } catch (error) {
      reportFailure(rawPathToId(joinRaw(folder.node.raw, entry.name)), error, folder);
      return undefined;
    }
  }

  function reportFailure(id: string, error: unknown, folder: Folder<Node>): void {
    const failure = tree.failureOf(error);
    if (failure === 'lost') throw error;
    // Deleted between listing and looking.
    if (failure !== 'gone') report.unreadable(id, error, folder.access);
  }

  function folderRule(parent: Folder<Node>, node: Node, name: string): string | undefined {
    if (parent.depth >= MAX_DEPTH) return `deeper than ${MAX_DEPTH} folders`;
    return rules.excludesFolder(rawPathToText(node.raw), rawPathToText(name));
  }

  function reportListing(folder: Folder<Node>, { items, ranges, digest }: ListingDraft<Node>): void {
    const key = items[0]?.id ?? '';
    const same = unchanged.get(key) === digest;
    if (!same) for (const item of items) reportItem(folder, item);
    report.listing({ key, digest, ranges, items: items.length, same });
  }

  function reportItem(folder: Folder<Node>, { id, name, node, leftOutAs }: ListedItem<Node>): void {
    const rule = leftOutAs ?? node.leftOut?.rule ?? rules.excludesFile(rawPathToText(node.raw), rawPathToText(name));
    if (rule === undefined) report.file(id, node, tree.accessOf(node, folder.access));
    else report.excluded(id, rule, leftOutAs !== undefined || node.leftOut?.subtree === true);
  }

  function enterFolder(parent: Folder<Node>, node: Node, start: Start): void {
    const isMount = node.isMount === true;
    const id = isMount || knownMounts.size > 0 ? rawPathToId(node.raw) : '';
    if (!isMount && knownMounts.has(id)) {
      report.unreadable(id, 'the file system that was mounted here is missing; mount it, or exclude the folder');
    } else {
      if (isMount) mounts.push(id);
      const scope = parent.scope?.folders.get(node.raw.slice(node.raw.lastIndexOf('/') + 1));
      readFolder(
        { node, depth: parent.depth + 1, access: tree.enter(node, parent), scope: scope?.everything ? undefined : scope },
        start,
      );
    }
  }

  function isGone(id: string): boolean {
    // A file system that is not mounted any more takes no file with it.
    if (options.mounts.some((mount) => id.startsWith(`${mount}/`))) return false;
    try {
      return !tree.hasFile(idToRawPath(id));
    } catch (error) {
      if (tree.failureOf(error) === 'lost') throw error;
      // Nobody can tell; the next walk through everything says what became of it.
      return false;
    }
  }

  const start = options.from === undefined || options.from === '' ? undefined : idToRawPath(options.from).split('/');
  const scope = options.only && scopeOf(options.only);
  readFolder({ node: tree.root, depth: 0, access: tree.enter(tree.root), scope }, start);
  for (let next = later.shift(); next !== undefined; next = later.shift()) next();
  for (const { id } of options.only?.filter(({ what }) => what === 'gone') ?? []) if (isGone(id)) report.gone(id);
  tree.requireSameRoot();
  report.end(mounts, { whole: scope === undefined });
}

function toOrdered<T extends { name: string }>(entry: T): { entry: T; id: string; order: string } {
  const id = rawPathToId(entry.name);
  return { entry, id, order: byteOrder(id) };
}
