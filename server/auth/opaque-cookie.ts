import { randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

/** A cookie that holds a random token and nothing else; scripts cannot read it. */
export interface OpaqueCookie {
  read(request: Request): string | undefined;
  /** A new token, 256 bits. */
  give(response: Response, options: { maxAgeMs: number }): string;
  forget(response: Response): void;
}

/** Behind https the name gets a prefix: no site beside ours, and no connection in clear, can set it (RFC 6265bis §4.1.3.2). */
export function createOpaqueCookie(options: { name: string; secure: boolean; sameSite: 'lax' | 'strict' }): OpaqueCookie {
  const { secure, sameSite } = options;
  const name = secure ? `__Host-${options.name}` : options.name;
  const send = (response: Response, value: string, maxAge: number) =>
    response.append('Set-Cookie', stringifySetCookie({ name, value, httpOnly: true, sameSite, secure, path: '/', maxAge }));
  return {
    read: (request) => parseCookie(request.headers.cookie ?? '')[name] || undefined,
    give(response, { maxAgeMs }) {
      const token = randomBytes(32).toString('base64url');
      send(response, token, maxAgeMs / 1000);
      return token;
    },
    forget(response) {
      send(response, '', 0);
    },
  };
}
