import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SmbPlace } from './place.ts';
import { dyingWithUs, findProgram, withLogin } from './samba-program.ts';
import { SmbError } from './session.ts';
import { connectError } from './status-words.ts';

const CHUNK_BYTES = 256 * 1024;
/** Of C's standard input on a pipe; a multiple of what other libraries than glibc take. */
const INPUT_BUFFER_BYTES = 4096;
/** Longer lines smbclient takes for two (BUFSIZ). */
const MAX_LINE_BYTES = 8191;
/** What a command may print before it is taken for gone astray: a folder of half a million files with their lists. */
const MAX_ANSWER_BYTES = 1024 * 1024 * 1024;

/** smbclient, spoken to line by line and waited for: this process has nothing else to do. */
export interface SmbclientProcess {
  /** The lines printed up to the one that `isLast` accepts, with it. Throws when the program ends before. */
  ask(command: string, isLast: (line: string) => boolean): string[];
  /** A command that prints nothing. */
  tell(command: string): void;
  stop(): void;
}

export function startSmbclient(place: SmbPlace): SmbclientProcess {
  const path = findProgram('smbclient');
  if (path === undefined)
    throw new SmbError('lost', 'Neither libsmbclient nor the program smbclient is on this machine: install one of the packages');
  const { child, input, output } = startWithPipes(path, place);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest = '';
  let greeted = false;

  function ask(command: string, isLast: (line: string) => boolean): string[] {
    tell(command);
    const lines: string[] = [];
    let bytes = 0;
    for (;;) {
      const end = rest.indexOf('\n');
      if (end === -1) {
        bytes += readMore(lines);
        if (bytes > MAX_ANSWER_BYTES) throw new SmbError('lost', 'smbclient does not stop talking');
        continue;
      }
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      lines.push(line);
      greeted ||= line.startsWith('Try "help"');
      if (isLast(line)) return lines;
    }
  }

  function readMore(lines: readonly string[]): number {
    // One character a byte: a name may end in the middle of a piece.
    const read = readSync(output, buffer, 0, buffer.length, null);
    if (read === 0) throw endOf([...lines, rest].join(' '));
    rest += buffer.toString('latin1', 0, read);
    return read;
  }

  function endOf(said: string): SmbError {
    const words = /NT_STATUS_\w+/.exec(said)?.[0] ?? (said.trim().slice(0, 300) || 'smbclient ended without a word');
    return greeted ? new SmbError('lost', `the conversation with the server ended: ${words}`) : connectError(place, words);
  }

  function tell(command: string): void {
    try {
      writeSync(input, toLine(command), null, 'latin1');
    } catch (error) {
      // It ended: what it said last tells why, and reading finds that.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    }
  }

  return {
    ask,
    tell,
    stop() {
      child.kill('SIGKILL');
      closeSync(input);
      closeSync(output);
    },
  };
}

/**
 * It waits for its input to become readable and then reads a whole buffer of it: a second command in the same buffer would wait
 * for a third. So each fills buffers of its own.
 */
function toLine(command: string): string {
  const line = command.padEnd(Math.ceil((command.length + 1) / INPUT_BUFFER_BYTES) * INPUT_BUFFER_BYTES - 1);
  if (line.length >= MAX_LINE_BYTES) throw new SmbError('other', 'its path is too long for smbclient');
  return `${line}\n`;
}

/** Named pipes, because only those can be read and written without an event loop; their names are gone when both ends are open. */
function startWithPipes(path: string, place: SmbPlace): { child: ChildProcess; input: number; output: number } {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-smb-'));
  const [inPath, outPath] = [join(folder, 'in'), join(folder, 'out')];
  try {
    execFileSync('/usr/bin/mkfifo', ['-m', '600', inPath, outPath]);
    // Opened for both directions nothing waits for the other end; each side then keeps its own end only.
    const [inEnds, outEnds] = [openSync(inPath, 'r+'), openSync(outPath, 'r+')];
    const child = withLogin(place, ({ login, arguments: common, env }) => {
      // Else it would hold back what it prints until a buffer is full (coreutils' stdbuf).
      const service = `//${place.host}/${place.share}`;
      const [command = path, ...before] = [...dyingWithUs(), '/usr/bin/stdbuf', '-oL', path];
      return spawn(command, [...before, service, ...common, `--port=${place.port}`], {
        stdio: [inEnds, outEnds, outEnds, login],
        env,
      });
    });
    const ends = { input: openSync(inPath, 'w'), output: openSync(outPath, 'r') };
    closeSync(inEnds);
    closeSync(outEnds);
    // It ends when we do, and does not keep us from it.
    child.unref();
    return { child, ...ends };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
