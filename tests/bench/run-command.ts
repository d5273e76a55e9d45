import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface CommandRun {
  seconds: number;
  /** Highest resident set of the process itself, MB. */
  peakMegabytes: number;
  stdout: string;
}

/** Runs a program to its end and measures it; throws with its error output when it fails. */
export async function runCommand(
  command: string,
  words: string[],
  options: { cwd?: string; discard?: boolean } = {},
): Promise<CommandRun> {
  const start = performance.now();
  const child = spawn(command, words, { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (!options.discard) stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid));
  }, 50);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${code}:\n${stderr}${stdout}`);
  return { seconds: (performance.now() - start) / 1000, peakMegabytes: peak, stdout };
}

/** `VmHWM` of /proc/PID/status; 0 once it has ended. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    // Ended between two looks; what was seen before counts.
    return 0;
  }
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
