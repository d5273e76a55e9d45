import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { createTrustedAddresses, LOOPBACK } from '../auth/trusted-addresses.ts';
import { AppError } from '../errors.ts';
import { currentViewer } from './viewer.ts';

/**
 * Requests a minute of one person, or of one address where nobody is signed in: far more than typing makes, far less than what
 * reading everything out takes. What comes from this machine and names no other origin is not counted: it is the operator's own
 * program, or a proxy that does not tell who asks, whose limit would be everybody's together.
 */
export function requestLimit(options: { perMinute: number }): RequestHandler {
  const thisMachine = createTrustedAddresses(LOOPBACK);
  return rateLimit({
    windowMs: 60_000,
    limit: options.perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // A session's person as well as an address is the name of a counter; the prefix keeps them apart.
    keyGenerator: (request, response) => {
      const personId = currentViewer(response)?.personId;
      return personId === undefined ? `address ${ipKeyGenerator(request.ip ?? '')}` : `person ${personId}`;
    },
    skip: (request) => thisMachine.has(request.ip),
    handler: () => {
      throw new AppError('too-many-requests', 'Too many requests within a minute. Wait a moment and try again.');
    },
  });
}
