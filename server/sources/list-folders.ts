import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { FoldersResponse } from '../contract/sources.ts';
import { AppError } from '../errors.ts';

const CHILD = fileURLToPath(new URL('./list-folders-child.ts', import.meta.url));
/** A mount that says nothing for so long is dead, milliseconds. */
const TIME_LIMIT = 5_000;

const Answer = z.union([
  z.strictObject({ names: z.array(z.string()), hasMore: z.boolean() }),
  z.strictObject({ problem: z.string() }),
]);

/** The folders within a folder of this machine: their names and nothing else. What cannot be listed says why. */
export async function listFolders(asked: string, signal: AbortSignal): Promise<FoldersResponse> {
  if (!path.isAbsolute(asked) || asked.includes('\0'))
    throw new AppError('invalid-request', 'Give a full path, beginning with a slash.', {
      errors: [{ path: 'path', message: 'must begin with a slash' }],
    });
  const folder = path.resolve(asked);
  const parent = folder === '/' ? null : path.dirname(folder);
  const answer = await ask(folder, signal);
  if ('problem' in answer) return { path: folder, parent, folders: [], hasMore: false, problem: inWords(answer.problem) };
  const folders = answer.names
    .toSorted((a, b) => Number(a.startsWith('.')) - Number(b.startsWith('.')) || a.localeCompare(b))
    .map((name) => ({ name, path: path.join(folder, name) }));
  return { path: folder, parent, folders, hasMore: answer.hasMore, problem: null };
}

function ask(folder: string, signal: AbortSignal): Promise<z.infer<typeof Answer>> {
  const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof Answer>>();
  const limits = { timeout: TIME_LIMIT, killSignal: 'SIGKILL', maxBuffer: 1 << 22, signal, env: {} } as const;
  execFile(process.execPath, [CHILD, folder], limits, (error, stdout) => {
    if (signal.aborted) reject(signal.reason);
    else if (error?.killed) resolve({ problem: 'ETIMEDOUT' });
    else if (error) reject(error);
    else resolve(Answer.parse(JSON.parse(stdout)));
  });
  return promise;
}

const WORDS: Record<string, string> = {
  ENOENT: 'There is no such folder.',
  ENOTDIR: 'This is no folder.',
  EACCES: 'The account under which Atrium runs may not look into this folder.',
  EPERM: 'The account under which Atrium runs may not look into this folder.',
  ETIMEDOUT: 'The folder does not answer; is it a drive that is not connected any more?',
};

function inWords(code: string): string {
  return WORDS[code] ?? `The folder cannot be listed (${code}).`;
}
