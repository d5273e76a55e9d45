import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificate {
  caFile: string;
  certificateFile: string;
  keyFile: string;
}

/** An authority and a server's certificate of it, made anew in the folder; `names` as openssl writes them (`DNS:…`, `IP:…`). */
export async function makeCertificate(folder: string, names: readonly string[]): Promise<Certificate> {
  const openssl = (...parameters: string[]) => run('openssl', parameters, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl('req', '-x509', ...key, '-days', '2', '-subj', '/CN=Test CA', '-keyout', 'ca.key', '-out', 'ca.crt');
  await openssl('req', ...key, '-subj', '/CN=directory.example.test', '-keyout', 'server.key', '-out', 'server.csr');
  await writeFile(join(folder, 'names'), `subjectAltName=${names.join(',')}\n`);
  const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'];
  await openssl('x509', '-req', '-in', 'server.csr', ...authority, '-days', '2', '-extfile', 'names', '-out', 'server.crt');
  // Samba refuses a key that others may read.
  await chmod(join(folder, 'server.key'), 0o600);
  return { caFile: join(folder, 'ca.crt'), certificateFile: join(folder, 'server.crt'), keyFile: join(folder, 'server.key') };
}
