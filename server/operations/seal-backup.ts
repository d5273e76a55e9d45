import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { AppError } from '../errors.ts';
import { makeSecretKey, readSecretKey } from '../secrets/secret-key.ts';

const CIPHER = 'aes-256-gcm';
/** Begins the file, and is authenticated with it. */
const MAGIC = Buffer.from('atrium-backup-1\n');
/** NIST SP 800-38D §5.2.1.1 recommends 96 bits. */
const NONCE = 12;
const TAG = 16;
const HEAD = MAGIC.length + NONCE;

/** Encrypts backups with the key of the installation, which is in no backup. */
export interface BackupSeal {
  seal(plain: Readable): Readable;
  /** Opens what was sealed. Ends in AppError `invalid-request` when it was not sealed with this key, or is not whole. */
  open(): Transform;
  /** Puts an opened file in its place; only after `open` has ended, as nothing of it is to be believed before. */
  keep(draft: string, file: string): Promise<void>;
}

export function createBackupSeal(options: { dataDir: string; environment: NodeJS.ProcessEnv }): BackupSeal {
  const keyOf = () => readSecretKey(options) ?? makeSecretKey(options);
  return {
    seal: (plain) => Readable.from(sealed(plain, keyOf())),
    open: () => opening(keyOf()),
    keep: rename,
  };
}

async function* sealed(plain: Readable, key: Buffer): AsyncGenerator<Buffer> {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(MAGIC);
  yield Buffer.concat([MAGIC, nonce]);
  for await (const chunk of plain) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** The last bytes are the tag: so many are held back until more have come. */
function opening(key: Buffer): Transform {
  let decipher: DecipherGCM | undefined;
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      held = Buffer.concat([held, chunk]);
      if (decipher === undefined) {
        if (held.length < HEAD) return done();
        if (!held.subarray(0, MAGIC.length).equals(MAGIC)) return done(notOurs());
        const nonce = held.subarray(MAGIC.length, HEAD);
        decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(MAGIC);
        held = held.subarray(HEAD);
      }
      const ready = held.subarray(0, Math.max(0, held.length - TAG));
      held = held.subarray(ready.length);
      done(null, decipher.update(ready));
    },
    flush(done) {
      if (decipher === undefined || held.length !== TAG) return done(notOurs());
      try {
        decipher.setAuthTag(held);
        done(null, decipher.final());
      } catch (cause) {
        done(notOurs(cause));
      }
    },
  });
}

function notOurs(cause?: unknown): AppError {
  return new AppError(
    'invalid-request',
    'This file was not downloaded from this Atrium, or it is damaged. A backup of another kind goes into the folder "backups" of the data folder, on the server.',
    { cause },
  );
}
