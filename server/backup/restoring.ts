import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * While a backup is put in place, the index holds other texts than the state store has rights for: nobody is to search then, and
 * no run may write. A file in the data folder says so to every process, and after a crash or a failure it still does: until a
 * backup has been put in place as a whole.
 */
export interface Restoring {
  /** From before the index is touched to after the store is replaced. */
  isReplacing(): boolean;
  /** Whether runs have to wait: also before and after, as long as this process says. */
  isHeld(): boolean;
  hold(): { release(): void };
  begin(): void;
  end(): void;
  /** Set while the store is replaced, which takes seconds: whoever writes to it meanwhile would stop everybody. */
  swapping: Promise<void> | undefined;
}

export function createRestoring(dataDir: string): Restoring {
  const mark = path.join(dataDir, 'restoring');
  let holds = 0;
  const isReplacing = () => existsSync(mark);
  return {
    isReplacing,
    isHeld: () => holds > 0 || isReplacing(),
    hold() {
      holds += 1;
      let isOver = false;
      return {
        release() {
          if (!isOver) holds -= 1;
          isOver = true;
        },
      };
    },
    begin: () => writeFileSync(mark, '', { mode: 0o600 }),
    end: () => rmSync(mark, { force: true }),
    swapping: undefined,
  };
}
