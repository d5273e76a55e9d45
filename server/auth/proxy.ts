import type { Request } from 'express';
import { z } from 'zod';
import type { Claims } from '../access/claims.ts';
import type { Config } from '../config/schema.ts';
import type { ProxyAuthenticator, VouchedOutcome } from './authenticator.ts';
import type { ProxyArrivals } from './proxy-arrivals.ts';
import { createTrustedAddresses } from './trusted-addresses.ts';
import type { FindVouched } from './vouched-person.ts';

type ProxyConfig = NonNullable<Config['auth']['proxy']>;

/** Longest name of a person or a group, characters. */
const LONGEST = 256;

/**
 * Believes the name in a header, request by request, when the connection itself comes from a trusted address. From anywhere
 * else the header says nothing: whoever can reach Atrium could have written it.
 */
export function createProxyAuthenticator(options: {
  config: ProxyConfig;
  findVouched: FindVouched;
  arrivals: ProxyArrivals;
}): ProxyAuthenticator {
  const { config, findVouched, arrivals } = options;
  const trusted = createTrustedAddresses(config.trustedAddresses);
  return {
    method: 'proxy',
    identify(request) {
      if (!trusted.has(request.socket.remoteAddress)) return undefined;
      const given = request.headersDistinct[config.header] ?? [];
      if (given.every((value) => value === '')) return undefined;
      const outcome = outcomeOf(request, given);
      arrivals.note({ header: given.join('\n'), address: request.ip, outcome });
      return outcome;
    },
  };

  function outcomeOf(request: Request, given: string[]): VouchedOutcome {
    // Two names, or one with a comma in it: the visitor's own header got through beside that of the proxy.
    if (given.length > 1) return noName(`The header ${config.header} came ${given.length} times.`);
    const uid = readName(given[0]);
    if (uid === undefined) return noName(`The header ${config.header} holds no usable name.`);
    const groups = config.groupsHeader === undefined ? [] : readGroups(request, config.groupsHeader);
    return findVouched(claimsOf(uid, groups), { by: 'username' });
  }
}

function noName(details: string): VouchedOutcome {
  return { state: 'refused', problem: 'no-name', details };
}

const Name = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .regex(/^[^,\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u);

/** Node reads headers as Latin-1; proxies write names as UTF-8. */
function readName(header: string | undefined): string | undefined {
  try {
    return Name.safeParse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header ?? '', 'latin1'))).data;
  } catch {
    // Not UTF-8: it cannot be told which name is meant.
    return undefined;
  }
}

/** Undefined in the list: a group whose name cannot be read. */
function readGroups(request: Request, header: string): (string | undefined)[] {
  const values = (request.headersDistinct[header] ?? []).flatMap((value) => value.split(','));
  return values.filter((value) => value.trim() !== '').map(readName);
}

function claimsOf(uid: string, groups: (string | undefined)[]): Claims {
  const readable = groups.filter((group) => group !== undefined);
  return { uid, name: uid, groups: [...new Set(readable)], groupsIncomplete: readable.length < groups.length };
}
