import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SmbPlace } from './place.ts';

const FOLDERS = ['/usr/bin', '/bin', '/usr/local/bin', '/usr/local/samba/bin'];
const ENVIRONMENT = { TZ: 'UTC', LC_ALL: 'C.UTF-8', PATH: FOLDERS.join(':') };
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

export type SambaProgram = 'smbclient' | 'rpcclient' | 'smbcacls';

export function findProgram(name: SambaProgram): string | undefined {
  return FOLDERS.map((folder) => `${folder}/${name}`).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      // Not there, or not for us: looked for elsewhere.
      return false;
    }
  });
}

/** What stands before a command so that it dies with us, where that can be had. */
export function dyingWithUs(): string[] {
  const guard = '/usr/bin/setpriv';
  return existsSync(guard) ? [guard, '--pdeathsig', 'KILL', '--'] : [];
}

/**
 * How any of Samba's programs is started: user name and password in a file that has no name any more, handed over as descriptor
 * 3, so they are on no command line, in no environment and in no folder. `use` must have started the program when it returns.
 */
export function withLogin<T>(
  place: SmbPlace,
  use: (start: { login: number; arguments: string[]; env: NodeJS.ProcessEnv }) => T,
): T {
  const login = namelessFile(
    [
      `username=${place.username}`,
      `password=${place.password}`,
      ...(place.domain === undefined ? [] : [`domain=${place.domain}`]),
      '',
    ].join('\n'),
  );
  try {
    return use({ login, arguments: argumentsFor(place), env: ENVIRONMENT });
  } finally {
    closeSync(login);
  }
}

function argumentsFor({ encryption }: SmbPlace): string[] {
  return [
    '--authentication-file=/dev/fd/3',
    '--configfile=/dev/null',
    '--option=client min protocol=SMB2_02',
    '--option=client signing=required',
    '--option=client ipc signing=required',
    `--option=client smb encrypt=${encryption === 'required' ? 'required' : 'desired'}`,
  ];
}

function namelessFile(text: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-smb-'));
  try {
    const file = openSync(join(folder, 'login'), constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    writeSync(file, text);
    return file;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a program to its end and gives what it printed; undefined where the program is missing. */
export function runProgram(
  name: Exclude<SambaProgram, 'smbclient'>,
  place: SmbPlace,
  commandArguments: readonly string[],
): { output: string; succeeded: boolean } | undefined {
  const path = findProgram(name);
  if (path === undefined) return undefined;
  return withLogin(place, ({ login, arguments: common, env }) => {
    const [command = path, ...before] = [...dyingWithUs(), path];
    const { stdout, stderr, status } = spawnSync(command, [...before, ...common, ...commandArguments], {
      stdio: ['ignore', 'pipe', 'pipe', login],
      env,
      timeout: place.answerWithinMs,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
      encoding: 'utf8',
    });
    return { output: `${stdout}${stderr}`, succeeded: status === 0 };
  });
}
