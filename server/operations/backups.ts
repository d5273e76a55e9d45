import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBackup, writeBackup } from '../backup/backup-file.ts';
import type { IndexDocuments } from '../backup/index-documents.ts';
import type { Backup, BackupCheck, Work } from '../contract/operations.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { storeFile } from '../store/open-store.ts';
import type { StateStore } from '../store/state-store.ts';
import { inspectAside } from './inspect-backup.ts';
import { type BackupSeal, createBackupSeal } from './seal-backup.ts';

/**
 * Backups from the console. They are written to the data folder of the server. Whoever has one can read every document, which an
 * administrator may not: so what leaves the server is sealed with the key of the installation, and only what that key has sealed
 * comes back in. Files that somebody put into the folder on the server are taken as they are: that needs the server.
 */
export interface Backups {
  /** Newest first. */
  list(): Backup[];
  /** Begins one and returns its name. AppError `conflict` while something goes on. */
  begin(): string;
  /** Throws AppError `not-found`. */
  check(name: string): Promise<BackupCheck>;
  /** Begins to put it in place, after a backup of what is there now. AppError `conflict` while something goes on or it does not fit. */
  beginRestore(name: string, by: { finished(outcome: 'done' | 'failed', details: string): void }): Promise<void>;
  remove(name: string): void;
  sealed(name: string): Readable;
  /** Keeps what was sealed here; returns its name. AppError `invalid-request` for anything else. */
  take(sealed: Readable, signal: AbortSignal): Promise<string>;
  /** What goes on, or ended last since the start. */
  work(): Work | null;
  close(): Promise<void>;
}

export function createBackups(options: {
  dataDir: string;
  environment: NodeJS.ProcessEnv;
  documents: IndexDocuments;
  store: Pick<StateStore, 'runs' | 'ledger'>;
  sourceIds: () => readonly string[];
  logger: Logger;
  /** What is derived from the index has to be made anew. */
  restored(signal: AbortSignal): Promise<void>;
  now?: () => Date;
}): Backups {
  const { dataDir, documents, store, sourceIds, logger, now = () => new Date() } = options;
  const folder = path.join(dataDir, 'backups');
  const seal: BackupSeal = createBackupSeal(options);
  const closing = new AbortController();
  const database = storeFile(dataDir);
  let work: Work | null = null;
  let going: Promise<void> = Promise.resolve();

  function fileOf(name: string): string {
    if (!list().some((backup) => backup.name === name)) throw new AppError('not-found', 'There is no such backup any more.');
    return path.join(folder, name);
  }

  function list(): Backup[] {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && NAME.test(entry.name));
    return files
      .map(({ name }) => {
        const { size, mtime } = statSync(path.join(folder, name));
        return { name, size, madeAt: mtime.toISOString() };
      })
      .sort((a, b) => b.madeAt.localeCompare(a.madeAt) || b.name.localeCompare(a.name));
  }

  function newName(why: string): string {
    const taken = new Set(list().map(({ name }) => name));
    const stem = `${why}-${now().toISOString().replaceAll(':', '-').slice(0, 19)}Z`;
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? `${stem}.backup` : `${stem}-${n}.backup`;
      if (!taken.has(name)) return name;
    }
  }

  function start(kind: Work['kind'], name: string, job: () => Promise<void>): Promise<'done' | 'failed'> {
    if (work?.state === 'running') throw new AppError('conflict', `${work.name} is being worked on. Wait until that is done.`);
    const begun: Work = { kind, name, state: 'running', startedAt: now().toISOString(), message: null };
    work = begun;
    const done = job().then(
      () => {
        work = { ...begun, state: 'done' };
        return 'done' as const;
      },
      (error: unknown) => {
        logger.error({ err: error }, `the ${kind} failed`);
        const message = error instanceof AppError ? error.message : 'Something went wrong; the log of the server says what.';
        work = { ...begun, state: 'failed', message };
        return 'failed' as const;
      },
    );
    going = done.then(() => undefined);
    return done;
  }

  const write = (name: string) =>
    writeBackup({ storeFile: database, file: path.join(folder, name), documents, signal: closing.signal });

  async function check(name: string): Promise<BackupCheck> {
    const documentsNow = sourceIds().reduce((sum, id) => sum + store.ledger.counts(id).indexed, 0);
    return { name, ...(await inspectAside(fileOf(name), database)), documentsNow };
  }

  return {
    list,
    check,
    begin() {
      const name = newName('atrium');
      void start('backup', name, () => write(name));
      return name;
    },
    async beginRestore(name, { finished }) {
      if ((await check(name)).verdict !== 'fits') throw new AppError('conflict', 'This backup cannot be put in place from here.');
      const reading = sourceIds().find((id) => store.runs.last(id)?.state === 'running');
      if (reading !== undefined)
        throw new AppError('conflict', `The source "${reading}" is being read. Wait for the end of the run, or cancel it.`);
      const before = newName('before-restore');
      const done = start('restore', name, async () => {
        await write(before);
        await readBackup({ storeFile: database, file: fileOf(name), documents, signal: closing.signal });
        await options.restored(closing.signal);
      });
      done
        .then((outcome) => finished(outcome, `What was there before is kept as ${before}`))
        // The disk may be full by now; nobody waits for this, and the server goes on.
        .catch((error: unknown) => logger.error({ err: error }, 'the end of a restore could not be written down'));
    },
    remove: (name) => rmSync(fileOf(name)),
    sealed: (name) => seal.seal(createReadStream(fileOf(name))),
    async take(sealed, signal) {
      const name = newName('uploaded');
      const draft = path.join(folder, `${name}.part`);
      try {
        // Beside the request: a pipeline that fails destroys its source, and nobody would hear why.
        await pipeline(sealed.pipe(new PassThrough()), seal.open(), createWriteStream(draft, { mode: 0o600, flags: 'wx' }), {
          signal,
        });
        await seal.keep(draft, path.join(folder, name));
      } finally {
        sealed.unpipe();
        sealed.resume();
        rmSync(draft, { force: true });
      }
      return name;
    },
    work: () => work,
    async close() {
      closing.abort();
      await going;
    },
  };
}

const NAME = /^[\w][\w.-]*\.backup$/;
