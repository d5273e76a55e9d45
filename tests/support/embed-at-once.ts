import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Gives the processes that embed passages for this server the priority of all others: they stand behind everything else, which on
 * a machine that runs other tests is for ever. To be called again until all is embedded: they come when there is something to do.
 */
export function embedAtOnce(serverPid: number): void {
  for (const pid of childrenOf(serverPid)) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('embed-child')) setPriority(pid, 0);
    } catch (error) {
      // It has ended meanwhile.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    // "pid (name) state ppid …"; the name may hold anything.
    return Number(/^.*\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
