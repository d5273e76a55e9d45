import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openConnection } from '#indexers/sources/ldap/wire/connection.ts';
import { ANY_ENTRY } from '#indexers/sources/ldap/wire/filter.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { domainEntries } from './samba-dc-entries.ts';

const run = promisify(execFile);

export interface SambaDc {
  /** Loopback address of its own: Samba's ports cannot be chosen. */
  address: string;
  /** In clear: it refuses sign-ins there, as Active Directory should. */
  url: string;
  ldapsUrl: string;
  caFile: string;
  /** `DC=ad,DC=example,DC=test` */
  domain: string;
  bindDn: string;
  bindPassword: string;
}

const DOMAIN = 'DC=ad,DC=example,DC=test';
const ADMINISTRATOR_PASSWORD = 'Administrator-7-Secret';
/** The first that is free is taken: another run on the machine may have one, too. */
const ADDRESSES = Array.from({ length: 20 }, (_, n) => `127.0.0.${n + 9}`);
/** Longest time until it answers, milliseconds. */
const START_LIMIT = 30_000;

/** A domain controller of Samba with `samba-dc-entries.ts` in it. It ends with `stop`, and with this process, however that ends. */
export async function startSambaDc(): Promise<{ dc: SambaDc; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-samba-dc-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const names = ['DNS:dc1.ad.example.test', ...ADDRESSES.map((address) => `IP:${address}`)];
    const [certificate] = await Promise.all([makeCertificate(folder, names), provision(folder)]);
    const { address, child } = await startAtFreeAddress(folder, certificate);
    return {
      dc: {
        address,
        url: `ldap://${address}`,
        ldapsUrl: `ldaps://${address}`,
        caFile: certificate.caFile,
        domain: DOMAIN,
        bindDn: `CN=Administrator,CN=Users,${DOMAIN}`,
        bindPassword: ADMINISTRATOR_PASSWORD,
      },
      async stop() {
        await end(child);
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const configurationOf = (folder: string): string => join(folder, 'domain/etc/smb.conf');

async function provision(folder: string): Promise<void> {
  // Otherwise the shares of /etc/samba/smb.conf come along.
  const empty = join(folder, 'empty.conf');
  await writeFile(empty, '');
  await run('/usr/bin/samba-tool', [
    ...['domain', 'provision', `--configfile=${empty}`, `--targetdir=${join(folder, 'domain')}`],
    ...['--realm=AD.EXAMPLE.TEST', '--domain=ADEX', '--server-role=dc', '--dns-backend=SAMBA_INTERNAL', '--use-rfc2307'],
    ...[`--adminpass=${ADMINISTRATOR_PASSWORD}`, '--host-name=dc1', '--host-ip=127.0.0.1'],
    ...['--option=interfaces=lo', '--option=bind interfaces only=yes'],
  ]);
  const load = run('/usr/bin/python3', [join(import.meta.dirname, 'samba-dc-load.py'), configurationOf(folder)]);
  load.child.stdin?.end(JSON.stringify(domainEntries()));
  await load;
}

async function startAtFreeAddress(folder: string, certificate: Certificate): Promise<{ address: string; child: ChildProcess }> {
  const problems: string[] = [];
  for (const address of ADDRESSES) {
    if (!(await isFree(address))) continue;
    const started = await start(folder, certificate, address);
    if ('child' in started) return { address, child: started.child };
    // Another run may have taken the address between the look and the start.
    problems.push(`${address}: ${started.problem}`);
    if (problems.length === 3) break;
  }
  throw new Error(`samba does not start at any of ${ADDRESSES.join(', ')}. ${problems.join('\n')}`);
}

async function isFree(address: string): Promise<boolean> {
  const server = createServer().listen(389, address);
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false; // EADDRINUSE
  } finally {
    server.close();
  }
}

async function start(
  folder: string,
  { caFile, certificateFile, keyFile }: Certificate,
  address: string,
): Promise<{ child: ChildProcess } | { problem: string }> {
  const state = join(folder, 'run');
  await mkdir(state, { recursive: true });
  const settings = {
    interfaces: `${address}/8`,
    // Directory only: a winbindd would answer every other Samba server of the machine.
    'server services': 'ldap',
    'pid directory': state,
    'ncalrpc dir': join(state, 'ncalrpc'),
    'ntp signd socket directory': join(state, 'ntp'),
    'tls cafile': caFile,
    'tls certfile': certificateFile,
    'tls keyfile': keyFile,
  };
  const options = Object.entries(settings).map(([name, value]) => `--option=${name}=${value}`);
  // `-i` with a pipe as input ends when the pipe does: with us, even when we are killed. `single` has no further processes.
  const command = ['-i', '-M', 'single', '--debug-stdout', '-s', configurationOf(folder), ...options];
  const child = spawn('/usr/sbin/samba', command, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-2_000);
    });
  if (await isAnswering(address, child)) return { child };
  await end(child);
  return { problem: output };
}

/** Asks until it answers; false when it ends before, or does not within the limit. */
async function isAnswering(address: string, child: ChildProcess): Promise<boolean> {
  const limit = AbortSignal.timeout(START_LIMIT);
  while (child.exitCode === null && child.signalCode === null && !limit.aborted) {
    try {
      const connection = await openConnection({ host: address, port: 389, tls: undefined }, limit);
      await connection.search({ base: '', scope: 'base', filter: ANY_ENTRY, attributes: ['1.1'] }, limit);
      connection.close();
      return true;
    } catch {
      // Not listening yet.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(forced);
}
