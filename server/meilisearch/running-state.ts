import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startTimeOf } from './process-identity.ts';

/** Which Meilisearch runs on a folder, for other processes to find and for the next start to clear away. */
const RunningState = z.strictObject({
  pid: z.int().positive(),
  startTime: z.string(),
  port: z.int().positive(),
  version: z.string(),
});
export type RunningState = z.infer<typeof RunningState>;

/** Undefined when there is none, or one that a crash of the machine left unreadable. */
export function readRunningState(folder: string): RunningState | undefined {
  try {
    return RunningState.safeParse(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).data;
  } catch {
    return undefined; // absent, or not JSON: both mean that nobody is known to run
  }
}

export function writeRunningState(folder: string, state: RunningState): void {
  const draft = `${fileIn(folder)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, fileIn(folder));
}

/** Whether the very process that was written down still lives. */
export function stillRuns(state: RunningState): boolean {
  return startTimeOf(state.pid) === state.startTime;
}

function fileIn(folder: string): string {
  return path.join(folder, 'running.json');
}
