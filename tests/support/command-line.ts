import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** What `sync --json` prints for a source, as far as tests look at it. */
const SyncReport = z.looseObject({
  state: z.string(),
  message: z.string().optional(),
  held: z.looseObject({ count: z.int(), reason: z.string() }).optional(),
  progress: z.looseObject({ seen: z.int(), added: z.int(), removed: z.int(), held: z.int(), opened: z.int(), written: z.int() }),
});

/** Atrium's command line in processes of its own, as an administrator uses it. */
export interface CommandLine {
  /** Starts a command without waiting for its end; `user` needs root. */
  start(words: string[], options?: { uid?: number }): ChildProcess;
  run(words: string[], options?: { uid?: number }): Promise<{ code: number; stdout: string; stderr: string }>;
  /** `sync --json` of one source. */
  sync(source: string, options?: { uid?: number }): Promise<z.output<typeof SyncReport> & { code: number }>;
}

export function commandLine(options: { configFile: string }): CommandLine {
  function start(words: string[], { uid }: { uid?: number } = {}): ChildProcess {
    return spawn(process.execPath, [cli, ...words, '--config', options.configFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
  }

  async function run(words: string[], as: { uid?: number } = {}) {
    const child = start(words, as);
    const output = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output.stderr += chunk.toString();
    });
    const [code] = (await once(child, 'close')) as [number];
    return { code, ...output };
  }

  return {
    start,
    run,
    async sync(source, as) {
      const { code, stdout, stderr } = await run(['sync', source, '--json'], as);
      if (stdout === '') throw new Error(`sync ended with ${code} and said nothing:\n${stderr}`);
      return { ...SyncReport.parse(JSON.parse(stdout)), code };
    },
  };
}
