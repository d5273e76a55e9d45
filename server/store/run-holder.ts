import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Milliseconds without a heartbeat after which a holder that cannot be looked at counts as dead. */
const SILENCE_LIMIT = 60_000;

/** A process, told apart from a later one that got the same number. */
export interface RunHolder {
  pid: number;
  /** When the process started, in the kernel's clock ticks; '' where it cannot be read. */
  started: string;
  /** The boot and the pid namespace that make `pid` mean something; '' where they cannot be read. */
  boot: string;
  namespace: string;
  host: string;
}

export function thisProcess(): RunHolder {
  return {
    pid: process.pid,
    started: startOf('self') ?? '',
    boot: readOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: readOr('', () => readlinkSync('/proc/self/ns/pid')),
    host: hostname(),
  };
}

/** Whether a holder still runs: by its process where we see it, else (another host or container) by its heartbeat. */
export function isAlive(holder: RunHolder, options: { heartbeatAt: number; now: number; self: RunHolder }): boolean {
  const { self } = options;
  if (holder.host === self.host && holder.boot !== self.boot) return false;
  const visible = self.boot !== '' && holder.boot === self.boot && holder.namespace === self.namespace;
  if (visible) return startOf(holder.pid) === holder.started;
  return options.now - options.heartbeatAt < SILENCE_LIMIT;
}

/** Field 22 of /proc/<pid>/stat (proc_pid_stat(5)); undefined when there is no such process or it is only waiting to be reaped. */
function startOf(pid: number | 'self'): string | undefined {
  const stat = readOr(undefined, () => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the program's name in brackets and may hold anything, brackets and spaces too.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** What is not there (another system, a process that has ended) is an answer here, not an error. */
function readOr<T>(absent: T, read: () => string): string | T {
  try {
    return read();
  } catch {
    return absent;
  }
}
