import { createHash } from 'node:crypto';
import type { AccessRef } from '../../types/access.ts';
import type { FileTree, FolderAccess, TreeNode } from './file-tree.ts';
import type { WalkOptions } from './walk-messages.ts';

/** So many items at least, then up to a name that says stop: what comes or goes in front moves no other boundary. */
const FEWEST = 256;
const MOST = 4096;

/** What a folder holds besides the folders that are walked. */
export interface ListedItem<Node> {
  /** See `path-id.ts`. */
  id: string;
  /** The id's bytes, one character each: what the ledger orders by. */
  order: string;
  name: string;
  node: Node;
  /** The rule that leaves out a folder with all that is in it. */
  leftOutAs: string | undefined;
}

export interface ListingDraft<Node> {
  items: ListedItem<Node>[];
  ranges: [string, string][];
  digest: string;
}

/**
 * Puts what is listed of one folder into listings, in order. What is digested is all that decides about an item: a field that is
 * missing here is a change that no run ever sees.
 */
export function createListings<Node extends TreeNode>(
  tree: Pick<FileTree<Node>, 'rightsOf' | 'accessOf'>,
  { basis, stableInodes }: { basis: string; stableInodes: boolean },
): { begin(access: FolderAccess): FolderListing<Node> } {
  const accesses = new Map<AccessRef, string>();

  function keyOf(access: AccessRef): string {
    const known = accesses.get(access) ?? JSON.stringify(access);
    accesses.set(access, known);
    return known;
  }

  function describe({ name, node, leftOutAs }: ListedItem<Node>, access: FolderAccess): string {
    const leftOut = leftOutAs ?? node.leftOut?.rule;
    if (leftOut !== undefined) return `${name}\0-${leftOut}\0${node.leftOut?.subtree}`;
    const { size, modified, changed, device, isOffline } = node;
    const inode = stableInodes ? node.inode : '';
    const rights = tree.rightsOf?.(node) ?? `=${keyOf(tree.accessOf(node, access))}`;
    return `${name}\0${size}\0${modified}\0${changed}\0${inode}\0${device}\0${isOffline}\0${rights}`;
  }

  return {
    begin(access) {
      const start = `${basis}\0${access.key}\0${access.unknown}\0`;
      let draft: { items: ListedItem<Node>[]; ranges: [string, string][]; text: string[] } = {
        items: [],
        ranges: [],
        text: [start],
      };
      let last: ListedItem<Node> | undefined;
      let folders: string[] = [];

      function take(): ListingDraft<Node> {
        const { items, ranges, text } = draft;
        draft = { items: [], ranges: [], text: [start] };
        last = undefined;
        return { items, ranges, digest: createHash('sha256').update(text.join('\n')).digest('base64url').slice(0, 24) };
      }

      return {
        add(item) {
          const isFull = draft.items.length >= MOST || (draft.items.length >= FEWEST && saysStop(item.name));
          const full = isFull ? take() : undefined;
          // Whatever is in a folder comes after its name and a slash, perhaps behind files of this one.
          const isCut = folders.some((folder) => folder < item.order);
          if (isCut) folders = folders.filter((folder) => folder > item.order);
          const range = draft.ranges.at(-1);
          if (range === undefined || isCut) draft.ranges.push([item.id, item.id]);
          else range[1] = item.id;
          draft.text.push(isCut && last !== undefined ? '/' : '', describe(item, access));
          draft.items.push(item);
          last = item;
          return full;
        },
        pass(folder) {
          folders.push(`${folder}/`);
        },
        end: () => (draft.items.length === 0 ? undefined : take()),
      };
    },
  };
}

export interface FolderListing<Node> {
  /** The listing that is full, without this item. */
  add(item: ListedItem<Node>): ListingDraft<Node> | undefined;
  /** A folder stands here that is walked; its `order`. */
  pass(folder: string): void;
  end(): ListingDraft<Node> | undefined;
}

export type ListingOptions = NonNullable<WalkOptions['listings']>;

/** True for one name in 256. FNV-1a. */
function saysStop(name: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 16)) & 255) === 0;
}
