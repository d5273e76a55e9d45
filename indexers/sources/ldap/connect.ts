import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { bindRefusal } from './bind-refusal.ts';
import { type LdapConnection, openConnection } from './wire/connection.ts';
import { LdapError } from './wire/ldap-error.ts';

/** How to reach a directory; a part of the source's configuration. */
export interface DirectoryAddress {
  url: string;
  startTls: boolean;
  tls: { caFile?: string | undefined; servername?: string | undefined };
  bindDn?: string | undefined;
  bindPassword?: string | undefined;
}

/** Milliseconds for everything until the connection can be used: name look-up, TCP, TLS, sign-in. */
const CONNECT_LIMIT = 10_000;

/**
 * A fresh connection, encrypted as configured and signed in when there is a `bindDn`. One per run: it never outlives its
 * sign-in. Throws LdapError in words an administrator can act on.
 */
export async function connectDirectory(address: DirectoryAddress, signal: AbortSignal): Promise<LdapConnection> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_LIMIT)]);
  const { host, port, secure } = parseUrl(address.url);
  let connection: LdapConnection | undefined;
  try {
    const tls = secure || address.startTls ? await tlsOptions(address.tls, host) : undefined;
    connection = await openConnection({ host, port, tls: secure ? tls : undefined }, limited);
    if (address.startTls && tls) await connection.startTls(tls, limited);
    if (address.bindDn !== undefined) await connection.bind(address.bindDn, address.bindPassword ?? '', limited);
    return connection;
  } catch (error) {
    connection?.close();
    signal.throwIfAborted();
    throw inWords(address, error);
  }
}

function parseUrl(url: string): { host: string; port: number; secure: boolean } {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'ldaps:';
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return { host, port: port === '' ? (secure ? 636 : 389) : Number(port), secure };
}

async function tlsOptions(tls: DirectoryAddress['tls'], host: string): Promise<ConnectionOptions> {
  // `host` is what the certificate is checked against; server name indication must not be an address (RFC 6066, 3).
  const name = tls.servername ?? (isIP(host) ? undefined : host);
  return {
    host,
    ...(name !== undefined && { servername: name }),
    ...(tls.caFile !== undefined && { ca: await readAuthority(tls.caFile) }),
  };
}

async function readAuthority(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new LdapError(`the file ${file} (tls.caFile) cannot be read`, { cause: error });
  }
}

const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function inWords(address: DirectoryAddress, error: unknown): LdapError {
  const at = `${address.url}: `;
  if (error instanceof LdapError && error.code !== undefined) return refusal(address, error);
  if (error instanceof LdapError) return new LdapError(at + error.message, { cause: error });
  if (!(error instanceof Error)) return new LdapError(`${at}cannot be reached`, { cause: error });
  if (error.name === 'TimeoutError')
    return new LdapError(
      `${at}no answer within ${CONNECT_LIMIT / 1000} seconds; is this an LDAP port, and does a firewall let us through?`,
      {
        cause: error,
      },
    );
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNREFUSED') return new LdapError(`${at}nothing listens there`, { cause: error });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new LdapError(`${at}the host name is not known`, { cause: error });
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new LdapError(
      `${at}the certificate is for another name; give it as “Name in the certificate” (tls.servername) (${error.message})`,
      { cause: error },
    );
  if (UNTRUSTED.has(code))
    return new LdapError(
      `${at}the certificate is signed by an unknown authority; give it as “Certificate authority” (tls.caFile) (${error.message})`,
      {
        cause: error,
      },
    );
  return new LdapError(`${at}${error.message}`, { cause: error });
}

function refusal(address: DirectoryAddress, error: LdapError): LdapError {
  const { code, message } = error;
  const options = { cause: error, ...(code !== undefined && { code }) };
  if (code === 49) {
    const reason = bindRefusal(message)?.words ?? 'the account or its password is wrong';
    return new LdapError(`${address.bindDn} cannot sign in: ${reason}`, options);
  }
  if (code === 8 || code === 13)
    return new LdapError(
      `${address.url}: the directory wants encryption; set startTls: true or use ldaps:// (${message})`,
      options,
    );
  if (address.startTls && message.startsWith('starting TLS'))
    return new LdapError(`${address.url}: the directory does not offer StartTLS; use ldaps:// (${message})`, options);
  return new LdapError(`${address.url}: ${message}`, options);
}
