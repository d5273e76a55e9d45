import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const PendingSignIn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.int(),
});

/** What has to be remembered between sending somebody to the provider and their return. */
export type PendingSignIn = z.infer<typeof PendingSignIn>;

/** Keeps it with the browser, sealed, so that nobody can fill a memory of ours by beginning sign-ins. */
export interface PendingSignIns {
  seal(pending: Omit<PendingSignIn, 'expiresAt'>): string;
  /** Once only, in time, and for the `state` that came back; undefined otherwise. */
  take(sealed: string, state: string): PendingSignIn | undefined;
}

/** How long somebody may take at the provider, milliseconds. */
export const PENDING_LIMIT = 10 * 60_000;
/** Finished sign-ins that are remembered, so that none is finished twice; each came with a state we gave. */
const REMEMBERED = 50_000;
const ALGORITHM = 'aes-256-gcm';

/** The key lives as long as the process: a sign-in begun before a restart is begun again. */
export function createPendingSignIns(options: { now?: () => number } = {}): PendingSignIns {
  const now = options.now ?? Date.now;
  const key = randomBytes(32);
  const taken = new Set<string>();
  return {
    seal: (pending) => encrypt(JSON.stringify({ ...pending, expiresAt: now() + PENDING_LIMIT }), key),
    take(sealed, state) {
      const text = decrypt(sealed, key);
      const pending = text === undefined ? undefined : PendingSignIn.parse(JSON.parse(text));
      if (!pending || pending.state !== state || pending.expiresAt < now() || taken.has(state)) return undefined;
      taken.add(state);
      for (const oldest of taken) {
        if (taken.size <= REMEMBERED) break;
        taken.delete(oldest);
      }
      return pending;
    },
  };
}

function encrypt(text: string, key: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

function decrypt(sealed: string, key: Buffer): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    // Not sealed by this process, or changed since.
    return undefined;
  }
}
