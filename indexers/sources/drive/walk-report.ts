import type { BigIntStats } from 'node:fs';
import type { AccessRef } from '../../types.ts';
import type { WalkMessage } from './walk-messages.ts';

/** Puts what a walk finds into messages. */
export interface WalkReport {
  file(id: string, stat: BigIntStats, access: AccessRef): void;
  excluded(id: string, rule: string, subtree: boolean): void;
  /** Keeps what is known of it and of all below it. */
  unreadable(id: string, error: unknown): void;
  beat(): void;
  end(mounts: string[]): void;
}

/** `device` is the root's; equal access (the same object) is sent once and then referred to by its number. */
export function createWalkReport(device: bigint, emit: (message: WalkMessage) => void): WalkReport {
  const numbers = new Map<AccessRef, number>();
  let files = 0;
  let unreadable = 0;

  function numberOf(access: AccessRef): number {
    const known = numbers.get(access);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(access, number);
    emit({ type: 'access', number, access });
    return number;
  }

  return {
    file(id, stat, access) {
      files += 1;
      emit({
        type: 'file',
        id,
        size: Number(stat.size),
        modified: String(stat.mtimeNs),
        changed: String(stat.ctimeNs),
        inode: String(stat.ino),
        ...(stat.dev === device ? {} : { device: String(stat.dev) }),
        access: numberOf(access),
      });
    },
    excluded: (id, rule, subtree) => emit({ type: 'excluded', id, rule, subtree }),
    unreadable(id, error) {
      unreadable += 1;
      emit({ type: 'unreadable', id, subtree: true, error: error instanceof Error ? error.message : String(error) });
    },
    beat: () => emit({ type: 'beat' }),
    end: (mounts) => emit({ type: 'end', files, unreadable, mounts }),
  };
}
