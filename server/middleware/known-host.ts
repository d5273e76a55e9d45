import type { RequestHandler } from 'express';
import { createTrustedAddresses, LOOPBACK } from '../auth/trusted-addresses.ts';
import { AppError } from '../errors.ts';

/** For load balancers, which often ask by address. They say nothing about documents or people. */
const EXEMPT = new Set(['/healthz', '/readyz']);

/**
 * Refuses requests that name another host (DNS rebinding: a page of `evil.example`, whose name has come to mean our address,
 * would be of the same origin as we). With `publicUrl` only its host and this machine's own names will do; without it, where
 * only this machine can connect, its own names. Elsewhere without a `publicUrl` every name has to be taken for ours.
 */
export function knownHost(options: { publicUrl: string | undefined; host: string }): RequestHandler {
  const { publicUrl, host } = options;
  const ours = publicUrl === undefined ? undefined : new URL(publicUrl).hostname.toLowerCase();
  const isOpen = ours === undefined && !isLoopback(host);
  return (request, _response, next) => {
    // A proxy may have gone by the other one (RFC 9112 §3.2).
    if ((request.headersDistinct.host?.length ?? 0) > 1) throw new AppError('invalid-request', 'Name one host only.');
    if (isOpen || EXEMPT.has(request.path)) return next();
    const name = hostName(request.headers.host);
    if (name !== undefined && (name === ours || isLoopback(name))) return next();
    throw new AppError('misdirected-request', `Open Atrium at ${publicUrl ?? 'http://localhost'} (server.publicUrl).`);
  };
}

/** The name in a Host header, without the port (RFC 9110 §7.2); undefined when there is none or it is not one. */
function hostName(header: string | undefined): string | undefined {
  // A user name, a path or a query would make the parser see another host than the browser did.
  if (header === undefined || !/^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d+)?$/i.test(header)) return undefined;
  const url = `http://${header}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

const thisMachine = createTrustedAddresses(LOOPBACK);

/** `localhost` and names below it never come from DNS (RFC 6761 §6.3). */
function isLoopback(name: string): boolean {
  const plain = name.toLowerCase().replace(/^\[|\]$/g, '');
  return plain === 'localhost' || plain.endsWith('.localhost') || thisMachine.has(plain);
}
