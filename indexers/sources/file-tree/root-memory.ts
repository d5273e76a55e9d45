import { z } from 'zod';
import type { SourceEnvironment } from '../../define-source.ts';
import type { Root, WalkEnd } from './walk-messages.ts';

const KEY = 'root';

const Remembered = z.strictObject({ path: z.string(), identity: z.string(), files: z.int(), mounts: z.array(z.string()) });

/** What the last complete walk left behind, so that the next one knows whether it stands before the same folder. */
export interface RootMemory {
  /** Throws when another folder has taken the place of the known one, in words that say what to do. */
  require(root: Root): void;
  /** Keeps the root that `require` accepted. */
  remember(end: WalkEnd): void;
  /** Ids of the folders where other file systems were mounted. */
  mounts(): string[];
  expectedIdentity(): { identity?: string };
}

/** `place` is the configured folder or address: whoever writes another one means another folder. */
export function createRootMemory(
  memory: SourceEnvironment['memory'],
  { place, acceptRoot }: { place: string; acceptRoot: string | undefined },
): RootMemory {
  let current: Root | undefined;

  function known(): z.output<typeof Remembered> | undefined {
    const text = memory.get(KEY);
    const last = text === undefined ? undefined : Remembered.parse(JSON.parse(text));
    return last?.path === place ? last : undefined;
  }

  return {
    require(root) {
      const last = known();
      if (last !== undefined && last.identity !== root.identity && acceptRoot !== root.identity)
        throw new Error(
          `"${place}" is not the folder that was read before, which held ${last.files} files: is the drive mounted? ` +
            `If the folder was replaced on purpose (restored, moved to another disk), set "acceptRoot: ${root.identity}" for this source.`,
        );
      current = root;
    },
    remember(end) {
      // An empty folder is not worth knowing: on the first run it may be the place where a drive is not mounted yet.
      if (current === undefined || end.files === 0) return;
      const mounts = end.unreadable === 0 ? end.mounts : [...new Set([...end.mounts, ...(known()?.mounts ?? [])])];
      memory.set(
        KEY,
        JSON.stringify({ path: place, identity: current.identity, files: end.files, mounts } satisfies z.input<
          typeof Remembered
        >),
      );
    },
    mounts: () => known()?.mounts ?? [],
    expectedIdentity() {
      const identity = current?.identity ?? known()?.identity;
      return identity === undefined ? {} : { identity };
    },
  };
}
