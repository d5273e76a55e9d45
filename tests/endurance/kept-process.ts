import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that is started again whenever it ends, until it is stopped. */
export interface KeptProcess {
  /** Kills it with SIGKILL if it runs at this moment; whether it did. */
  kill(): boolean;
  /** What it last wrote. */
  output(): string;
  /** Its starts so far. */
  starts(): number;
  stop(): Promise<void>;
}

const KEPT_CHARACTERS = 20_000;

export function keepRunning(command: string, words: string[], cwd: string): KeptProcess {
  let child: ChildProcess | undefined;
  let isStopped = false;
  let output = '';
  let starts = 0;

  async function run(): Promise<void> {
    while (!isStopped) {
      starts += 1;
      const started = spawn(command, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PORT: '0' } });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
        });
      await once(started, 'close');
    }
  }

  const running = run();
  return {
    kill: () => child?.kill('SIGKILL') ?? false,
    output: () => output,
    starts: () => starts,
    async stop() {
      isStopped = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}
