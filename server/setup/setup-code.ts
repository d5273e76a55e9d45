import { createHash, randomBytes } from 'node:crypto';

/** 128 bits: nobody guesses it. */
const BYTES = 16;
/** Without letters and digits that look alike (Crockford's base 32). */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new code, 26 characters. */
export function createSetupCode(): string {
  let rest = BigInt(`0x${randomBytes(BYTES).toString('hex')}`);
  let code = '';
  for (let position = 0; position < Math.ceil((BYTES * 8) / 5); position++) {
    code = (DIGITS[Number(rest % 32n)] ?? '') + code;
    rest /= 32n;
  }
  return code;
}

/** As somebody may type it: in capitals, with spaces or hyphens. */
export function hashOfCode(typed: string): string {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return hashOf(code);
}

/** It is random, so a plain hash is enough: there is nothing to guess. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
