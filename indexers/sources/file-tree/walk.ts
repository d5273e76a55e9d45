import type { FileTree, FolderAccess, Listed, TreeNode } from './file-tree.ts';
import { joinRaw, rawPathToId, rawPathToText } from './path-id.ts';
import { createRules } from './rules.ts';
import type { WalkMessage, WalkOptions } from './walk-messages.ts';
import { createWalkReport } from './walk-report.ts';

const MAX_DEPTH = 256;

interface Folder<Node> {
  node: Node;
  depth: number;
  access: FolderAccess;
}

/** How an entry is called by whom: the system, people and rules, and the ledger. */
interface Names {
  path: string;
  name: string;
  id: string;
}

/**
 * Goes through a tree in the order of the names' bytes and says what is there, synchronously: it runs in a process of its own,
 * and `emit` may block. Never follows links and opens nothing but folders. What cannot be read is said, and the walk goes on;
 * a root that cannot be read, is gone or was exchanged ends it with an exception.
 */
export function walkTree<Node extends TreeNode>(
  tree: FileTree<Node>,
  options: WalkOptions,
  emit: (message: WalkMessage) => void,
): void {
  emit(tree.message);
  const report = createWalkReport(emit);
  const rules = createRules(options);
  const knownMounts = new Set(options.mounts);
  const mounts: string[] = [];

  function readFolder(folder: Folder<Node>): void {
    let listed: Listed<Node>[];
    try {
      listed = tree.list(folder.node, report.beat);
    } catch (error) {
      if (folder.node.raw === '') throw error;
      reportFailure(rawPathToId(folder.node.raw), error, folder);
      return;
    }
    listed.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of listed) readEntry(folder, entry);
  }

  function readEntry(folder: Folder<Node>, entry: Listed<Node>): void {
    const raw = joinRaw(folder.node.raw, entry.name);
    const names = { path: rawPathToText(raw), name: rawPathToText(entry.name), id: rawPathToId(raw) };
    const node = lookAt(folder, entry, names);
    if (node === undefined) return;
    if (node.leftOut !== undefined) report.excluded(names.id, node.leftOut.rule, node.leftOut.subtree);
    else if (node.kind === 'folder') enterFolder(folder, node, names);
    else reportFile(folder, node, names);
  }

  function lookAt(folder: Folder<Node>, entry: Listed<Node>, { id }: Names): Node | undefined {
    try {
      return entry.look();
    } catch (error) {
      reportFailure(id, error, folder);
      return undefined;
    }
  }

  function reportFailure(id: string, error: unknown, folder: Folder<Node>): void {
    const failure = tree.failureOf(error);
    if (failure === 'lost') throw error;
    // Deleted between listing and looking.
    if (failure !== 'gone') report.unreadable(id, error, folder.access);
  }

  function reportFile(folder: Folder<Node>, node: Node, { path, name, id }: Names): void {
    const rule = rules.excludesFile(path, name);
    if (rule === undefined) report.file(id, node, tree.accessOf(node, folder.access));
    else report.excluded(id, rule, false);
  }

  function enterFolder(parent: Folder<Node>, node: Node, { path, name, id }: Names): void {
    const isMount = node.isMount === true;
    const rule = parent.depth < MAX_DEPTH ? rules.excludesFolder(path, name) : `deeper than ${MAX_DEPTH} folders`;
    if (rule !== undefined) {
      report.excluded(id, rule, true);
    } else if (!isMount && knownMounts.has(id)) {
      report.unreadable(id, 'the file system that was mounted here is missing; mount it, or exclude the folder');
    } else {
      if (isMount) mounts.push(id);
      readFolder({ node, depth: parent.depth + 1, access: tree.enter(node, parent) });
    }
  }

  readFolder({ node: tree.root, depth: 0, access: tree.enter(tree.root) });
  tree.requireSameRoot();
  report.end(mounts);
}
