import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { hardened } from '../spawn-child.ts';
import { withoutNetwork } from '../without-network.ts';

export type ProgramOutcome =
  | { state: 'done'; output: string }
  /** `timeout`: it took too long and was killed. `failed`: it said no, crashed, or wrote too much. */
  | { state: 'timeout' | 'failed'; message: string };

const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;
const MAX_ERROR_CHARACTERS = 2000;
const MAX_MEMORY_BYTES = 1_500_000_000;

/**
 * Runs a program on one picture: it dies with us, knows nothing of our environment, writes no file, and is killed when its time
 * is up. Throws only on abort; what the picture does to it is an outcome.
 */
export async function runProgram(
  command: [string, ...string[]],
  o: { seconds: number; signal: AbortSignal; input?: Uint8Array },
): Promise<ProgramOutcome> {
  o.signal.throwIfAborted();
  const [hardenedProgram, ...words] = hardened(command, {
    dataBytes: MAX_MEMORY_BYTES,
    cpuSeconds: Math.ceil(o.seconds) + 1,
    fileBytes: 0,
  });
  const [program = hardenedProgram, ...rest] = [...withoutNetwork(), hardenedProgram, ...words];
  const stdio: StdioOptions = [o.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'];
  const child = spawn(program, rest, { stdio, cwd: '/', env: bareEnvironment() });
  child.stdin?.on('error', () => undefined); // It ended before it had read everything; its exit says why.
  child.stdin?.end(o.input);
  const killed = killWhen(child, o);
  const output = collect(child, 'stdout', MAX_OUTPUT_BYTES);
  const errors = collect(child, 'stderr', MAX_OUTPUT_BYTES);
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'it ended'));
  });
  killed.stop();
  o.signal.throwIfAborted();
  if (killed.isOverdue() || code === 'SIGXCPU') return { state: 'timeout', message: `it took more than ${o.seconds} s` };
  if (code === 0) return { state: 'done', output: output() };
  const said = errors().trim().slice(-MAX_ERROR_CHARACTERS);
  return { state: 'failed', message: said || `it ended with ${code}` };
}

/** One thread, since pages are read one after the other beside everything else; UTF-8 whatever the house speaks. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { TESSDATA_PREFIX } = process.env;
  return { TZ: 'UTC', LC_ALL: 'C.UTF-8', OMP_THREAD_LIMIT: '1', ...(TESSDATA_PREFIX !== undefined && { TESSDATA_PREFIX }) };
}

function killWhen(child: ChildProcess, { seconds, signal }: { seconds: number; signal: AbortSignal }) {
  let isOverdue = false;
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    isOverdue = true;
    kill();
  }, seconds * 1000);
  signal.addEventListener('abort', kill, { once: true });
  return {
    isOverdue: () => isOverdue,
    stop() {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
    },
  };
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr', maxBytes: number): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  child[stream]?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) child.kill('SIGKILL');
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
