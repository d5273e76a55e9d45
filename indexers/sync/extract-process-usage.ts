import { readFileSync } from 'node:fs';

export interface ProcessUsage {
  /** Computing time since it was started, user and system. */
  cpuMs: number;
  residentBytes: number;
}

/** `USER_HZ`, 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What a process has used so far (proc(5)); undefined where there is no /proc, or no such process any more. */
export function readProcessUsage(pid: number): ProcessUsage | undefined {
  try {
    // The command's name stands in parentheses and may hold anything; the fields after it are numbers.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return { cpuMs: (ticks * 1000) / TICKS_PER_SECOND, residentBytes: Number(resident ?? 0) * 1024 };
  } catch {
    // Not Linux, or just gone: its exit says more.
    return undefined;
  }
}
