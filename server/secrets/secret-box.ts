import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import { makeSecretKey, readSecretKey } from './secret-key.ts';

/** What a secret belongs to: sealed for one field of one source, it opens for no other. */
export interface SecretPlace {
  source: string;
  field: string;
}

/** Encrypts what must be kept but not seen: AES-256-GCM with a key that is not in the database. */
export interface SecretBox {
  /** Makes the key at first use. */
  seal(secret: string, place: SecretPlace): string;
  /** AppError `invalid-configuration` when the key is missing, another one, or the text was changed or moved. */
  open(sealed: string, place: SecretPlace): string;
}

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D §5.2.1.1 recommends 96 bits. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Begins what is sealed, so that another way may follow one day. */
const VERSION = 'v1.';

export function createSecretBox(options: { dataDir: string; environment: NodeJS.ProcessEnv }): SecretBox {
  let key: Buffer | undefined;

  return {
    seal(secret, place) {
      key ??= readSecretKey(options) ?? makeSecretKey(options);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aadOf(place));
      const bytes = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return VERSION + bytes.toString('base64url');
    },
    open(sealed, place) {
      key ??= readSecretKey(options);
      if (key === undefined) throw cannotOpen(place, 'the key is missing');
      if (!sealed.startsWith(VERSION)) throw cannotOpen(place, 'it was sealed by another version of Atrium');
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aadOf(place));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw cannotOpen(place, 'the key is another one, or it was changed', cause);
      }
    },
  };
}

function aadOf({ source, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([source, field]), 'utf8');
}

function cannotOpen({ source, field }: SecretPlace, why: string, cause?: unknown): AppError {
  return new AppError(
    'invalid-configuration',
    `The secret "${field}" of the source "${source}" cannot be read: ${why}. Enter it again, or put back the file secret.key.`,
    { cause },
  );
}
