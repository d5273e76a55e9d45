import type { Listed, TreeNode } from './file-tree.ts';
import { idToRawPath } from './path-id.ts';
import type { WalkOptions } from './walk-messages.ts';

/** What a walk that looks at some places only wants of a folder. */
export interface WalkScope {
  /** Its own files. */
  files: boolean;
  /** It and all below it. */
  everything: boolean;
  /** Entries by their raw names that lead to what is wanted. */
  folders: Map<string, WalkScope>;
}

interface Scoped {
  scope: WalkScope | undefined;
}

export function scopeOf(hints: NonNullable<WalkOptions['only']>): WalkScope {
  const root: WalkScope = { files: false, everything: false, folders: new Map() };
  for (const { id, what } of hints) {
    if (what === 'gone') continue;
    const scope = descend(root, idToRawPath(id));
    if (what === 'files') scope.files = true;
    else scope.everything = true;
  }
  return root;
}

function descend(root: WalkScope, raw: string): WalkScope {
  let scope = root;
  for (const name of raw === '' ? [] : raw.split('/')) {
    const next = scope.folders.get(name) ?? { files: false, everything: false, folders: new Map() };
    scope.folders.set(name, next);
    scope = next;
  }
  return scope;
}

/** The entries at which a look is worth while. */
export function wantedOf<Node extends TreeNode>({ scope }: Scoped, listed: Listed<Node>[]): Listed<Node>[] {
  return scope === undefined || scope.files ? listed : listed.filter(({ name }) => scope.folders.has(name));
}

export function entersFolder({ scope }: Scoped, name: string): boolean {
  return scope === undefined || scope.folders.has(name);
}

export function reportsFiles({ scope }: Scoped, name: string): boolean {
  return scope === undefined || scope.files || scope.folders.get(name)?.everything === true;
}
