import {
  closeSync,
  createReadStream,
  createWriteStream,
  type Dirent,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBackup, writeBackup } from '../backup/backup-file.ts';
import type { IndexDocuments } from '../backup/index-documents.ts';
import type { Restoring } from '../backup/restoring.ts';
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
  restoring: Restoring;
  store: Pick<StateStore, 'runs' | 'ledger'>;
  sourceIds: () => readonly string[];
  logger: Logger;
  /** What is derived from the index has to be made anew. */
  restored(signal: AbortSignal): Promise<void>;
  /** Called when runs may begin again: what was closed since the backup was made is open in it, until the next run. */
  readAgain(): void;
  now?: () => Date;
}): Backups {
  const { dataDir, documents, restoring, store, sourceIds, logger, now = () => new Date() } = options;
  const folder = path.join(dataDir, 'backups');
  const seal: BackupSeal = createBackupSeal(options);
  const closing = new AbortController();
  const database = storeFile(dataDir);
  let work: Task | null = restoring.isReplacing() ? INTERRUPTED : null;
  let going: Promise<void> = Promise.resolve();

  function fileOf(name: string): string {
    if (!list().some((backup) => backup.name === name)) throw new AppError('not-found', 'There is no such backup any more.');
    return path.join(folder, name);
  }

  function inFolder(): Dirent[] {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return readdirSync(folder, { withFileTypes: true });
  }

  function list(): Backup[] {
    return inFolder()
      .filter((entry) => entry.isFile() && NAME.test(entry.name))
      .map(({ name }) => {
        const { size, mtime } = statSync(path.join(folder, name));
        return { name, size, madeAt: mtime.toISOString() };
      })
      .sort((a, b) => b.madeAt.localeCompare(a.madeAt) || b.name.localeCompare(a.name));
  }

  function newName(why: string): string {
    // What is still coming in has its name too.
    const taken = new Set(inFolder().map(({ name }) => name.replace(/\.part$/, '')));
    const stem = `${why}-${now().toISOString().replaceAll(':', '-').slice(0, 19)}Z`;
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? `${stem}.backup` : `${stem}-${n}.backup`;
      if (!taken.has(name)) return name;
    }
  }

  function start(kind: Work['kind'], name: string, job: () => Promise<void>): Promise<'done' | 'failed'> {
    if (work?.state === 'running') throw new AppError('conflict', `${work.name} is being worked on. Wait until that is done.`);
    const begun: Task = { kind, name, state: 'running', startedAt: now().toISOString(), message: null };
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
    writeBackup({ storeFile: database, file: path.join(folder, name), documents, restoring, signal: closing.signal });

  async function check(name: string): Promise<BackupCheck> {
    const documentsNow = sourceIds().reduce((sum, id) => sum + store.ledger.counts(id).indexed, 0);
    return { name, ...(await inspectAside(fileOf(name), database)), documentsNow };
  }

  async function putInPlace(name: string, before: string | undefined): Promise<void> {
    const isRunning = () => anyRunning({ sources: { ids: sourceIds() }, store }) !== undefined;
    if (before !== undefined) await write(before);
    await readBackup({ storeFile: database, file: fileOf(name), documents, restoring, isRunning, signal: closing.signal });
    await options.restored(closing.signal);
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
      const held = restoring.hold();
      try {
        const reading = anyRunning({ sources: { ids: sourceIds() }, store });
        if (reading !== undefined)
          throw new AppError('conflict', `The source "${reading}" is being read. Wait for the end of the run, or cancel it.`);
        // Of what is half another backup, none is made.
        const before = restoring.isReplacing() ? undefined : newName('before-restore');
        const kept = before === undefined ? 'What was there before was not whole' : `What was there before is kept as ${before}`;
        void start('restore', name, () => putInPlace(name, before))
          .finally(held.release)
          .then((outcome) => {
            if (outcome === 'done') options.readAgain();
            finished(outcome, kept);
          })
          // The disk may be full by now; nobody waits for this, and the server goes on.
          .catch((error: unknown) => logger.error({ err: error }, 'the end of a restore could not be written down'));
      } catch (error) {
        held.release();
        throw error;
      }
    },
    remove: (name) => rmSync(fileOf(name)),
    sealed: (name) => seal.seal(createReadStream(fileOf(name))),
    async take(sealed, signal) {
      const name = newName('uploaded');
      const draft = path.join(folder, `${name}.part`);
      // At once, so that whoever comes in the same second gets another name.
      closeSync(openSync(draft, 'wx', 0o600));
      try {
        // Beside the request: a pipeline that fails destroys its source, and nobody would hear why.
        await pipeline(sealed.pipe(new PassThrough()), seal.open(), createWriteStream(draft), { signal });
        await seal.keep(draft, path.join(folder, name));
      } finally {
        sealed.unpipe();
        sealed.resume();
        rmSync(draft, { force: true });
      }
      return name;
    },
    work: () => work && { ...work, isHalf: work.state === 'failed' && restoring.isReplacing() },
    async close() {
      closing.abort();
      await going;
    },
  };
}

/** The first of the sources that is being read, in any process. */
export function anyRunning(o: { sources: { ids: readonly string[] }; store: Pick<StateStore, 'runs'> }): string | undefined {
  return o.sources.ids.find((id) => o.store.runs.last(id)?.state === 'running');
}

type Task = Omit<Work, 'isHalf'>;

/** Of a process that ended in the middle of it. */
const INTERRUPTED: Task = {
  kind: 'restore',
  name: '',
  state: 'failed',
  startedAt: new Date(0).toISOString(),
  message: null,
};

const NAME = /^[\w][\w.-]*\.backup$/;
