import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutNetwork } from './without-network.ts';

export interface ChildOptions {
  /** The module the child runs. */
  entry: URL;
  arguments?: string[];
  stdio: StdioOptions;
  /** V8's heap, MB. */
  heapMegabytes: number;
  /** Data segment, bytes: turns a Buffer or zlib bomb into a RangeError inside the child, which V8's own limit does not see. */
  dataBytes?: number;
  /** Loads in half the time from the program's cache of compiled modules; not for what parses strangers' files. */
  sharesCompileCache?: boolean;
  /** Reads files and nothing else: it cannot write one, start a program, load native code or reach a network. */
  isConfined?: boolean;
}

/**
 * Starts one of our own modules as a process that dies with us (also when we are killed with SIGKILL), knows nothing of our
 * environment, and starts in `/`, so it holds no mount busy. Where util-linux is missing the limits it would set are left to
 * the caller's own watching.
 */
export function spawnChild(options: ChildOptions): ChildProcess {
  const [command, ...rest] = hardened(
    [
      process.execPath,
      `--max-old-space-size=${options.heapMegabytes}`,
      ...(options.isConfined === true ? CONFINED : []),
      fileURLToPath(options.entry),
      ...(options.arguments ?? []),
    ],
    options,
  );
  const cache = options.sharesCompileCache === true ? getCompileCacheDir() : undefined;
  // UTC, so that dates without a zone mean the same on every machine.
  const env = { TZ: 'UTC', ...(cache !== undefined && { NODE_COMPILE_CACHE: dirname(cache) }) };
  // Before all else: a user namespace of its own would undo what is set to happen when we die.
  const [program = command, ...words] = [...(options.isConfined === true ? withoutNetwork() : []), command, ...rest];
  return spawn(program, words, { stdio: options.stdio, cwd: '/', env });
}

/** Node's permission model: what is not allowed here is refused. */
const CONFINED = ['--permission', '--allow-fs-read=*'];

/** What a program may use; the operating system sees to it. */
export interface ProgramLimits {
  /** Data segment, bytes. */
  dataBytes?: number | undefined;
  cpuSeconds?: number;
  /** Largest file that it may write, bytes; pipes are no files. */
  fileBytes?: number;
}

/** The command so that it dies with us and keeps to the limits, as far as util-linux is there. */
export function hardened(command: [string, ...string[]], limits: ProgramLimits): [string, ...string[]] {
  const { dataBytes, cpuSeconds, fileBytes } = limits;
  const flags = [
    ...(dataBytes === undefined ? [] : [`--data=${dataBytes}`]),
    ...(cpuSeconds === undefined ? [] : [`--cpu=${cpuSeconds}`]),
    ...(fileBytes === undefined ? [] : [`--fsize=${fileBytes}`]),
  ];
  const [program, ...rest] = [
    ...tool('setpriv', ['--pdeathsig', 'KILL', '--']),
    ...(flags.length === 0 ? [] : tool('prlimit', flags)),
    ...command,
  ];
  return [program ?? command[0], ...rest];
}

/** An idle child must not keep the program from ending; whoever waits for one has a timer that does. */
export function letProgramEndWithout(child: ChildProcess): void {
  child.unref();
  for (const pipe of child.stdio) if (pipe instanceof Socket) pipe.unref();
}

/** The command with its arguments, or nothing where it is missing or BusyBox's, which knows fewer options. */
function tool(name: string, argumentsOfTool: string[]): string[] {
  for (const folder of ['/usr/bin', '/bin', '/usr/local/bin']) {
    const path = `${folder}/${name}`;
    if (isExecutable(path)) return realpathSync(path).endsWith('busybox') ? [] : [path, ...argumentsOfTool];
  }
  return [];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Missing or not for us: the same to the caller.
    return false;
  }
}
