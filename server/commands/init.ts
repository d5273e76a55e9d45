import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';

/** Everything else is asked for in the console. */
const MINIMAL = `# Atrium's configuration. What is not said here has a sensible default; sources and administrators are set up in the console.
dataDir: ./data
server:
  host: 127.0.0.1
  port: 3000
  # How people reach it, when a proxy is in front:
  # publicUrl: https://search.example.com
auth:
  # People sign in with the passwords of the directories that are connected in the console.
  method: directory
`;

/** Writes a configuration to begin with; never over one that is there. */
export async function init(options: { config?: string }): Promise<void> {
  const file = path.resolve(options.config ?? process.env.ATRIUM_CONFIG ?? 'atrium.yaml');
  await writeFile(file, MINIMAL, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const why = isThere ? 'is there already; it stays as it is' : 'cannot be written';
    throw new AppError('invalid-configuration', `${file} ${why}.`, { cause });
  });
  process.stdout.write(`Wrote ${file}.\nNow run npm start, and open the address that it prints to set Atrium up.\n`);
}
