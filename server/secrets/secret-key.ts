import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors.ts';

const KEY_BYTES = 32;

/** Where the key of this installation is kept, unless it is given by `ATRIUM_SECRET_KEY`. It is no part of a backup. */
export function secretKeyFile(dataDir: string): string {
  return path.join(dataDir, 'secret.key');
}

/** The key; undefined where there is none yet. AppError `invalid-configuration` for one that is none. */
export function readSecretKey(o: { dataDir: string; environment: NodeJS.ProcessEnv }): Buffer | undefined {
  const given = o.environment.ATRIUM_SECRET_KEY;
  if (given !== undefined && given !== '') return parseKey(given, 'ATRIUM_SECRET_KEY');
  const file = secretKeyFile(o.dataDir);
  try {
    return parseKey(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof AppError) throw error;
    throw new AppError('invalid-configuration', `${file} cannot be read: the passwords of sources are encrypted with it.`, {
      cause: error,
    });
  }
}

/** Makes one, readable by its owner only; of several processes that try at once one wins, and all take its key. */
export function makeSecretKey(o: { dataDir: string; environment: NodeJS.ProcessEnv }): Buffer {
  mkdirSync(o.dataDir, { recursive: true, mode: 0o700 });
  const file = secretKeyFile(o.dataDir);
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link appears whole or not at all, and never in place of another.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readSecretKey(o);
  if (key === undefined) throw new AppError('invalid-configuration', `${file} was removed at the moment it was made.`);
  return key;
}

function parseKey(text: string, whence: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new AppError('invalid-configuration', `${whence} must hold ${KEY_BYTES} bytes, as base64 or as 64 hexadecimal digits.`);
}
