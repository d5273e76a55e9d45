import type { AccessRef, FileContent, SeenFile, SourceChange, SourceItem } from '../../types.ts';
import type { DriveConfig } from './config.ts';
import { idToRawPath, rawPathToText } from './path-id.ts';
import { compileGlob } from './rules.ts';
import type { WalkMessage } from './walk-messages.ts';

type FileMessage = Extract<WalkMessage, { type: 'file' }>;

/** Turns what one walk says into changes. Files with equal access share one `access` object. */
export function createItems(config: DriveConfig): { toChange(message: WalkMessage): SourceChange | undefined } {
  const labels = Object.entries(config.labels).map(([glob, label]) => ({ matches: compileGlob(glob), label }));
  const accesses = new Map<number, AccessRef>();
  let root = '';

  function accessOf(number: number): AccessRef {
    const access = accesses.get(number);
    if (access === undefined) throw new Error(`the walk refers to an access it has not sent (${number})`);
    return access;
  }

  function toItem(file: FileMessage): SourceItem {
    const raw = idToRawPath(file.id);
    const path = rawPathToText(raw);
    const inode = config.stableInodes ? file.inode : '';
    const seen = { size: file.size, modifiedAt: Number(BigInt(file.modified) / 1_000_000n) };
    const label = labels.find(({ matches }) => matches(path))?.label;
    return {
      id: file.id,
      path,
      version: `${file.size}:${file.modified}:${inode}`,
      changeMark: file.changed,
      // The root's own device number is left out: network mounts get a new one each time they are mounted.
      ...(config.stableInodes ? { fingerprint: `${file.device ?? ''}:${inode}:${file.size}:${file.modified}` } : {}),
      access: accessOf(file.access),
      content: {
        kind: 'file',
        name: path.slice(path.lastIndexOf('/') + 1),
        ...seen,
        maxBytes: config.maxFileBytes,
        ...(label === undefined ? {} : { label }),
        open: openAt(Buffer.from(`${root}/${raw}`, 'latin1'), seen),
      },
    };
  }

  return {
    toChange(message) {
      switch (message.type) {
        case 'root':
          root = message.realPath === '/' ? '' : message.realPath;
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
        case 'beat':
          return undefined;
        case 'end':
          return { type: 'complete', snapshot: true };
        case 'failed':
          throw new Error(message.message);
        default:
          return message satisfies never;
      }
    },
  };
}

/** The parent never touches the drive: whoever reads the file opens it, in a process that may hang. */
function openAt(path: Buffer, seen: SeenFile): FileContent['open'] {
  return async () => ({ path, seen, close: async () => {} });
}

function textOf(id: string): string {
  return rawPathToText(idToRawPath(id));
}
