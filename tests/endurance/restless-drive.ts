import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = 40;
const WORDS = 'gauge river mooring station flood level sensor membrane winter report harbour valley calibration drift'.split(' ');

/** A folder of notes in which somebody works: one change at a time, drawn from `random`. */
export interface RestlessDrive {
  folder: string;
  /** Edits, renames, moves, adds or deletes a file. */
  change(): void;
  /** How often each was done. */
  done: Record<'edit' | 'rename' | 'add' | 'delete', number>;
}

/** Of `files` notes at most `deletions` are ever deleted, so that no run takes it for a lost share. */
export function createRestlessDrive(options: {
  folder: string;
  files: number;
  deletions: number;
  random: () => number;
}): RestlessDrive {
  const { folder, random } = options;
  const done = { edit: 0, rename: 0, add: 0, delete: 0 };
  let written = 0;

  function write(file: string): void {
    written += 1;
    const words = Array.from({ length: 40 + Math.floor(random() * 400) }, () => pick(WORDS));
    writeFileSync(path.join(folder, file), `Note number ${written}\n\n${words.join(' ')} code-${written}.\n`);
  }

  function pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  function newName(): string {
    return `Folder ${Math.floor(random() * FOLDERS)}/Note ${Math.floor(random() * 1e9)}.txt`;
  }

  function anyFile(): string {
    const place = pick(readdirSync(folder).filter((name) => readdirSync(path.join(folder, name)).length > 0));
    return path.join(place, pick(readdirSync(path.join(folder, place))));
  }

  for (let number = 0; number < FOLDERS; number++) mkdirSync(path.join(folder, `Folder ${number}`), { recursive: true });
  for (let number = 0; number < options.files; number++) write(`Folder ${number % FOLDERS}/Note ${number}.txt`);

  return {
    folder,
    done,
    change() {
      const kind = pick(['edit', 'edit', 'rename', 'rename', 'add', 'delete'] as const);
      if (kind === 'delete' && done.delete >= options.deletions) return;
      done[kind] += 1;
      if (kind === 'edit') write(anyFile());
      else if (kind === 'add') write(newName());
      else if (kind === 'delete') rmSync(path.join(folder, anyFile()));
      else renameSync(path.join(folder, anyFile()), path.join(folder, newName()));
    },
  };
}
