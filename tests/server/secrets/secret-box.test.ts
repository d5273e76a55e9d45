import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { makeSecretKey } from '#server/secrets/secret-key.ts';

const PLACE = { source: 'staff', field: 'bindPassword' };
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-secrets-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const box = (environment: NodeJS.ProcessEnv = {}) => createSecretBox({ dataDir, environment });

describe('a sealed secret', () => {
  test('opens for its place, in another process too, and looks different each time', () => {
    const [one, other] = [box().seal('sesam öffne dich', PLACE), box().seal('sesam öffne dich', PLACE)];
    expect(one).not.toBe(other);
    expect(box().open(one, PLACE)).toBe('sesam öffne dich');
    expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('sesam');
  });

  test.each([
    ['another source', { source: 'thief', field: 'bindPassword' }],
    ['another field', { source: 'staff', field: 'url' }],
    ['names that run together', { source: 'staffbind', field: 'Password' }],
  ])('does not open for %s', (_what, place) => {
    const sealed = box().seal('sesam', PLACE);
    expect(() => box().open(sealed, place)).toThrow(AppError);
  });

  test('does not open when a bit of it was changed', () => {
    const bytes = Buffer.from(box().seal('sesam', PLACE).slice(3), 'base64url');
    for (const position of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(() => box().open(`v1.${changed.toString('base64url')}`, PLACE)).toThrow(/changed/);
    }
  });

  test('does not open without the key, or with another, and says what to do', async () => {
    const sealed = box().seal('sesam', PLACE);
    await rm(path.join(dataDir, 'secret.key'));
    expect(() => box().open(sealed, PLACE)).toThrow('Enter it again, or put back the file secret.key.');
    expect(() => box({ ATRIUM_SECRET_KEY: '00'.repeat(32) }).open(sealed, PLACE)).toThrow(/another one/);
  });
});

describe('the key', () => {
  test('is made once, is for its owner only, and is that of whoever was first', async () => {
    const keys = [makeSecretKey({ dataDir, environment: {} }), makeSecretKey({ dataDir, environment: {} })];
    expect(keys[0]?.equals(keys[1] ?? Buffer.alloc(0))).toBe(true);
    expect((await stat(path.join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
  });

  test('comes from the environment where it is given, and is then written nowhere', async () => {
    const given = { ATRIUM_SECRET_KEY: 'ab'.repeat(32) };
    const sealed = box(given).seal('sesam', PLACE);
    expect(await readdir(dataDir)).toEqual([]);
    expect(box({ ATRIUM_SECRET_KEY: Buffer.from('ab'.repeat(32), 'hex').toString('base64') }).open(sealed, PLACE)).toBe('sesam');
  });

  test('that is too short is refused rather than used', async () => {
    expect(() => box({ ATRIUM_SECRET_KEY: 'password' }).seal('sesam', PLACE)).toThrow(/32 bytes/);
    await writeFile(path.join(dataDir, 'secret.key'), 'short');
    expect(() => box().seal('sesam', PLACE)).toThrow(/32 bytes/);
    expect(await readFile(path.join(dataDir, 'secret.key'), 'utf8')).toBe('short');
  });
});
