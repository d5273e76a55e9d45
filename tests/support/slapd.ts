import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openConnection } from '#indexers/sources/ldap/wire/connection.ts';
import { ANY_ENTRY } from '#indexers/sources/ldap/wire/filter.ts';
import { makeCertificate } from './certificate.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const ATTEMPTS = 3;

export interface SlapdOptions {
  /** Entries below the suffix, the suffix entry included; loaded by slapadd, so operational attributes are allowed. */
  ldif: string;
  /** Default `dc=example,dc=test`. */
  suffix?: string;
  /** Offers StartTLS and ldaps with a certificate for `ldap.example.test` and 127.0.0.1 from an authority of its own. */
  tls?: boolean;
  /** Entries that the indexer may read in total, paged or not; default unlimited. */
  sizeLimit?: number;
  /** Further lines of slapd.conf: `global` before the database, `database` within it (access rules, overlays). */
  config?: { global?: string; database?: string };
}

export interface Slapd {
  url: string;
  port: number;
  ldapsUrl?: string;
  caFile?: string;
  suffix: string;
  /** The reader that the LDAP source uses. */
  bindDn: string;
  bindPassword: string;
  /** May change everything; for `ldapmodify`. */
  rootDn: string;
  rootPassword: string;
  pid: number;
  /** Applies LDIF changes (`changetype: modify` …) to the running server. */
  modify(ldif: string): Promise<void>;
  stop(): Promise<void>;
}

/** A private OpenLDAP server on 127.0.0.1 with its own folder; `stop` ends it by its pid and removes the folder. */
export async function startSlapd(options: SlapdOptions): Promise<Slapd> {
  const suffix = options.suffix ?? 'dc=example,dc=test';
  for (let attempt = 1; ; attempt++) {
    const directory = await mkdtemp(join(tmpdir(), 'atrium-slapd-'));
    try {
      return await startIn(directory, suffix, options);
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      // Somebody else may take the port before it does: it listens on none that it chooses itself.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function startIn(directory: string, suffix: string, options: SlapdOptions): Promise<Slapd> {
  const bindDn = `cn=indexer,${suffix}`;
  const rootDn = `cn=root,${suffix}`;
  const secrets = { bindPassword: 'indexer-secret', rootPassword: 'root-secret' };
  const names = ['DNS:ldap.example.test', 'IP:127.0.0.1'];
  const caFile = options.tls ? (await makeCertificate(directory, names)).caFile : undefined;
  const configFile = join(directory, 'slapd.conf');
  await mkdir(join(directory, 'data'));
  await writeFile(configFile, slapdConf({ ...options, suffix, directory, bindDn, rootDn, rootPassword: secrets.rootPassword }));
  const indexer = `dn: ${bindDn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: indexer\nuserPassword: ${secrets.bindPassword}\n`;
  const ldifFile = join(directory, 'data.ldif');
  await writeFile(ldifFile, `${options.ldif.trimEnd()}\n\n${indexer}`);
  await run('/usr/sbin/slapadd', ['-q', '-f', configFile, '-b', suffix, '-l', ldifFile], { maxBuffer: 1 << 24 });

  const [port, tlsPort] = [await freePort(), await freePort()];
  const url = `ldap://127.0.0.1:${port}`;
  const ldapsUrl = `ldaps://127.0.0.1:${tlsPort}`;
  // `-d 0` keeps it in the foreground: it is our child and ends with its pid.
  const child = spawn('/usr/sbin/slapd', ['-f', configFile, '-h', options.tls ? `${url} ${ldapsUrl}` : url, '-d', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  // A test that fails before it comes to `stop` must not leave a server behind.
  const abandon = (): void => {
    child.kill('SIGKILL');
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
    await rm(directory, { recursive: true, force: true });
  };
  await untilAnswering(port, () => (child.exitCode === null ? undefined : `slapd ended with ${child.exitCode}: ${stderr}`)).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  return {
    url,
    port,
    ...(caFile !== undefined && { ldapsUrl, caFile }),
    suffix,
    bindDn,
    rootDn,
    ...secrets,
    pid: child.pid ?? -1,
    modify: async (ldif) => {
      const changes = join(directory, 'changes.ldif');
      await writeFile(changes, ldif);
      await run('ldapmodify', ['-x', '-H', url, '-D', rootDn, '-w', secrets.rootPassword, '-f', changes]);
    },
    stop,
  };
}

function slapdConf(
  o: SlapdOptions & { suffix: string; directory: string; bindDn: string; rootDn: string; rootPassword: string },
): string {
  const tls = ['TLSCACertificateFile ca.crt', 'TLSCertificateFile server.crt', 'TLSCertificateKeyFile server.key'];
  const total = o.sizeLimit ?? 'unlimited';
  return `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include /etc/ldap/schema/nis.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${o.directory}/slapd.pid
loglevel 0
sizelimit size.soft=500 size.hard=500
${o.tls ? tls.map((line) => line.replace(' ', ` ${o.directory}/`)).join('\n') : ''}
${o.config?.global ?? ''}
database mdb
suffix "${o.suffix}"
rootdn "${o.rootDn}"
rootpw ${o.rootPassword}
directory ${o.directory}/data
maxsize 4294967296
dbnosync
index objectClass,entryUUID eq
index uid,cn,mail eq
limits dn.exact="${o.bindDn}" size.soft=500 size.hard=500 size.pr=1000 size.prtotal=${total} time=unlimited
${o.config?.database ?? 'access to attrs=userPassword by anonymous auth by * none\naccess to * by users read by * none'}
`;
}

/** Asks until it answers; `ended` says when there is no use in waiting. */
async function untilAnswering(port: number, ended: () => string | undefined): Promise<void> {
  const limit = AbortSignal.timeout(60_000);
  for (;;) {
    const reason = ended();
    if (reason !== undefined) throw new Error(reason);
    try {
      const connection = await openConnection({ host: '127.0.0.1', port, tls: undefined }, limit);
      await connection.search({ base: '', scope: 'base', filter: ANY_ENTRY, attributes: ['1.1'] }, limit);
      connection.close();
      return;
    } catch (error) {
      if (limit.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
