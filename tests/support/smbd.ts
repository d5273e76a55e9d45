import { execFile, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createSmbClient, type SmbClient } from './smb-client.ts';
import { SMB_NT_HASH, SMB_PASSWORD, SMB_ROOT, smbConf } from './smbd-conf.ts';

const run = promisify(execFile);

export interface SmbdOptions {
  /** Unix ids of the users, all with the password `SMB_PASSWORD`. They exist for this server only, not on the machine. */
  users: Record<string, { uid: number; gid: number }>;
  /**
   * Unix groups. With `sid` the group is known by it (a domain-like group, or `S-1-5-32-545` and the like for one of the
   * server's own), otherwise Windows sees `S-1-22-2-<gid>`.
   */
  groups?: Record<string, { gid: number; members?: string[]; sid?: string }>;
  /** Name of a share → its smb.conf options; without `path` it gets an empty folder of its own. */
  shares: Record<string, Record<string, string>>;
  /** Lines of smb.conf [global], for instance `{ 'server smb encrypt': 'required' }`. */
  global?: Record<string, string>;
}

export interface Smbd extends SmbClient {
  /** An address of 127.0.0.0/8 of its own: clients that insist on port 445 find it there too. */
  host: string;
  port: number;
  pid: number;
  /** Everybody's password, the administrator's included. */
  password: string;
  /** The administrator (`root`): may read and change everything on every share. */
  admin: string;
  /** SID of the server's own accounts; the SID of a user is `<this>-<2 × uid + 1000>`. */
  machineSid: string;
  /** `S-1-5-21-…` of a user of `users`. */
  sidOf(user: string): string;
  /** Local folder behind a share. */
  folderOf(share: string): string;
  stop(): Promise<void>;
}

/**
 * A stand-alone Samba file server in mount and process spaces of its own: users and groups are in copies of passwd and group
 * that only it sees, so nothing is left on the machine however the test ends. `stop` ends it by its pid and removes its folder.
 */
export async function startSmbd(options: SmbdOptions): Promise<Smbd> {
  const directory = await mkdtemp(join(tmpdir(), 'atrium-smbd-'));
  try {
    await run('chmod', ['755', directory]);
    return await startIn(directory, options);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(directory: string, options: SmbdOptions): Promise<Smbd> {
  const { host, port } = await freeAddress();
  const folders = await prepare({ directory, host, port, options });
  // Detached: when smbd ends it ends its whole process group.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', 'unshare', '--mount', 'sh', '-c', START], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', D: directory, LC_ALL: 'C.UTF-8' },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  // A test that fails before it comes to `stop` must not leave a server behind.
  const abandon = (): void => {
    child.kill('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(forced);
    process.off('exit', abandon);
    // Its children end a moment later and may still write.
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilListening({ host, port }, () =>
      child.exitCode === null ? undefined : `smbd ended with ${child.exitCode}: ${stderr}`,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const machineSid = (await readFile(join(directory, 'machine-sid'), 'utf8')).trim().replace(/^.*: /, '');
  return {
    ...createSmbClient({ host, configFile: join(directory, 'smb.conf'), password: SMB_PASSWORD, admin: SMB_ROOT }),
    host,
    port,
    pid: child.pid ?? -1,
    password: SMB_PASSWORD,
    admin: SMB_ROOT,
    machineSid,
    sidOf: (user) => `${machineSid}-${2 * required(options.users[user], user).uid + 1000}`,
    folderOf: (share) => required(folders[share], share),
    stop,
  };
}

/** `exec` makes the server the process that we started. A second smbd must not ask the winbindd of another one (/run/samba). */
const START = `set -e
mount -t tmpfs tmpfs /run/samba
mount --bind "$D/passwd" /etc/passwd
mount --bind "$D/group" /etc/group
net -s "$D/smb.conf" getlocalsid > "$D/machine-sid"
while read -r sid group type; do net -s "$D/smb.conf" groupmap add "sid=$sid" "unixgroup=$group" "type=$type" > /dev/null; done < "$D/groupmap"
exec smbd --foreground --no-process-group --configfile="$D/smb.conf"`;

/** Writes what the server reads; answers with the folders of the shares. */
async function prepare(o: {
  directory: string;
  host: string;
  port: number;
  options: SmbdOptions;
}): Promise<Record<string, string>> {
  const { directory, options } = o;
  for (const folder of ['private', 'state', 'shares']) mkdirSync(join(directory, folder), { mode: 0o755 });
  const users = Object.entries(options.users);
  const groups = Object.entries(options.groups ?? {});
  await extend(
    'passwd',
    directory,
    users.map(([name, { uid, gid }]) => `${name}:x:${uid}:${gid}::/:/bin/false`),
  );
  await extend(
    'group',
    directory,
    groups.map(([name, { gid, members = [] }]) => `${name}:x:${gid}:${members.join(',')}`),
  );
  const accounts: [string, number][] = [[SMB_ROOT, 0], ...users.map(([name, { uid }]): [string, number] => [name, uid])];
  await writeFile(
    join(directory, 'smbpasswd'),
    accounts.map(([name, uid]) => `${name}:${uid}:${'X'.repeat(32)}:${SMB_NT_HASH}:[U          ]:LCT-5F000000:\n`).join(''),
    { mode: 0o600 },
  );
  const mapped = groups.flatMap(([name, { sid }]) =>
    sid === undefined ? [] : [`${sid} ${name} ${sid.startsWith('S-1-5-32-') ? 'builtin' : 'domain'}\n`],
  );
  await writeFile(join(directory, 'groupmap'), mapped.join(''));
  const folders = Object.fromEntries(
    Object.entries(options.shares).map(([name, { path }]) => [name, path ?? join(directory, 'shares', name)]),
  );
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o755 });
  await writeFile(join(directory, 'smb.conf'), smbConf({ ...o, folders }));
  return folders;
}

/** A copy of the machine's list with more lines. A name that is there already would keep its old number. */
async function extend(list: 'passwd' | 'group', directory: string, lines: readonly string[]): Promise<void> {
  const text = await readFile(`/etc/${list}`, 'utf8');
  const taken = new Set(text.split('\n').map((line) => line.split(':')[0]));
  const clash = lines.find((line) => taken.has(line.split(':')[0]));
  if (clash !== undefined) throw new Error(`the machine has a name of "${clash}" in /etc/${list} already: choose another`);
  await writeFile(join(directory, list), `${text.trimEnd()}\n${lines.map((line) => `${line}\n`).join('')}`);
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the test's smbd has no "${name}"`);
  return value;
}

/** An address where nobody listens on port 445, and a free high port of it. */
async function freeAddress(): Promise<{ host: string; port: number }> {
  for (let tries = 0; tries < 50; tries += 1) {
    const host = `127.0.0.${100 + Math.floor(Math.random() * 150)}`;
    if ((await freePort(host, 445)) !== undefined) return { host, port: (await freePort(host, 0)) ?? 0 };
  }
  throw new Error('port 445 is taken on all addresses that were tried');
}

async function freePort(host: string, wanted: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(wanted, host, () => {
      const address = server.address();
      server.close(() => resolve(address === null || typeof address === 'string' ? undefined : address.port));
    });
  });
}

/** Asks until it answers; `ended` says when there is no use in waiting. */
async function untilListening({ host, port }: { host: string; port: number }, ended: () => string | undefined): Promise<void> {
  const limit = AbortSignal.timeout(20_000);
  while (!(await answers(host, port))) {
    const reason = ended();
    if (reason !== undefined) throw new Error(reason);
    limit.throwIfAborted();
    await pause(20);
  }
}

async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).then((answer) => {
    socket.destroy();
    return answer === true;
  });
}
