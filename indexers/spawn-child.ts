import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

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
}

/**
 * Starts one of our own modules as a process that dies with us (also when we are killed with SIGKILL), knows nothing of our
 * environment, and starts in `/`, so it holds no mount busy. Where util-linux is missing the limits it would set are left to
 * the caller's own watching.
 */
export function spawnChild(options: ChildOptions): ChildProcess {
  const [command, ...rest] = [
    ...tool('setpriv', ['--pdeathsig', 'KILL', '--']),
    ...(options.dataBytes === undefined ? [] : tool('prlimit', [`--data=${options.dataBytes}`])),
    process.execPath,
    `--max-old-space-size=${options.heapMegabytes}`,
    fileURLToPath(options.entry),
    ...(options.arguments ?? []),
  ];
  if (command === undefined) throw new Error('there is no command to run');
  const cache = options.sharesCompileCache === true ? getCompileCacheDir() : undefined;
  // UTC, so that dates without a zone mean the same on every machine.
  const env = { TZ: 'UTC', ...(cache !== undefined && { NODE_COMPILE_CACHE: dirname(cache) }) };
  return spawn(command, rest, { stdio: options.stdio, cwd: '/', env });
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
