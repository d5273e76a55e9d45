import type { AccessRef } from '../../types/access.ts';
import type { FileContent, SeenFile } from '../../types/content.ts';
import type { SourceChange, SourceItem } from '../../types.ts';
import { idToRawPath, rawPathToText } from './path-id.ts';
import { compileGlob } from './rules.ts';
import type { TreeConfig } from './tree-config.ts';
import type { WalkMessage } from './walk-messages.ts';

type FileMessage = Extract<WalkMessage, { type: 'file' }>;

/** A file that a walk has listed, for whoever makes its bytes reachable. */
export interface ListedFile {
  id: string;
  /** Raw, relative to the root. */
  raw: string;
  /** As `Root` has it. */
  rootPath: string;
  seen: SeenFile;
  isOffline: boolean;
}

export interface ItemOptions {
  config: TreeConfig;
  open(file: ListedFile): FileContent['open'];
}

/** Turns what one walk says into changes. Files with equal access share one `access` object. */
export function createItems({ config, open }: ItemOptions): { toChange(message: WalkMessage): SourceChange | undefined } {
  const labels = Object.entries(config.labels).map(([glob, label]) => ({ matches: compileGlob(glob), label }));
  const accesses = new Map<number, AccessRef>();
  let rootPath = '';

  function accessOf(number: number): AccessRef {
    const access = accesses.get(number);
    if (access === undefined) throw new Error(`the walk refers to an access it has not sent (${number})`);
    return access;
  }

  function toItem(file: FileMessage): SourceItem {
    const raw = idToRawPath(file.id);
    const path = rawPathToText(raw);
    const inode = config.stableInodes ? (file.inode ?? '') : '';
    const seen = { size: file.size, modifiedAt: Number(BigInt(file.modified) / 1_000_000n) };
    // Where inodes come and go, this does too.
    const changed = config.stableInodes && file.changed !== undefined ? { changed: file.changed } : {};
    const label = labels.find(({ matches }) => matches(path))?.label;
    return {
      id: file.id,
      path,
      version: `${file.size}:${file.modified}:${inode}`,
      ...(file.changed !== undefined && { changeMark: file.changed }),
      // The root's own device number is left out: network mounts get a new one each time they are mounted.
      ...(inode !== '' ? { fingerprint: `${file.device ?? ''}:${inode}:${file.size}:${file.modified}` } : {}),
      access: accessOf(file.access),
      content: {
        kind: 'file',
        name: path.slice(path.lastIndexOf('/') + 1),
        ...seen,
        maxBytes: config.maxFileBytes,
        ocr: config.ocr,
        ...(label === undefined ? {} : { label }),
        ...(file.owner !== undefined && { owner: file.owner }),
        open: open({ id: file.id, raw, rootPath, seen: { ...seen, ...changed }, isOffline: file.offline === true }),
      },
    };
  }

  return {
    toChange(message) {
      switch (message.type) {
        case 'root':
          rootPath = message.realPath;
          return undefined;
        case 'access':
          accesses.set(message.number, message.access);
          return undefined;
        case 'file':
          return { type: 'upsert', item: toItem(message) };
        case 'excluded':
          return { type: 'excluded', id: message.id, path: textOf(message.id), rule: message.rule, subtree: message.subtree };
        case 'unreadable':
          return {
            ...{ type: 'unreadable', id: message.id, path: textOf(message.id), subtree: message.subtree, error: message.error },
            ...(message.access !== undefined && { access: accessOf(message.access) }),
          };
        case 'listing': {
          const { type: _type, same, ...listing } = message;
          return { type: 'listing', listing, isSame: same };
        }
        case 'beat':
          return undefined;
        case 'gone':
          return { type: 'remove', id: message.id };
        case 'end':
          return { type: 'complete', snapshot: message.whole };
        case 'failed':
          throw new Error(message.message);
        default:
          return message satisfies never;
      }
    },
  };
}

function textOf(id: string): string {
  return rawPathToText(idToRawPath(id));
}
