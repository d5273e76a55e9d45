import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newProgress } from '#indexers/sync/run-counts.ts';
import type { RecordSink, Source } from '#indexers/types.ts';
import { HIDDEN_BY_CANARY } from '#server/access/canary-words.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import { createViewers } from '#server/access/viewers.ts';
import { createAuditLog } from '#server/audit/audit-log.ts';
import type { ConfiguredSource } from '#server/configured-source.ts';
import { type CanaryOptions, createCanary } from '#server/jobs/canary.ts';
import { lastAlarm, lastCanary } from '#server/jobs/canary-result.ts';
import { createLogger } from '#server/logger.ts';
import { createMetrics } from '#server/metrics.ts';
import { NO_SEMANTICS } from '#server/semantics/semantics.ts';
import { createDriveFixture, type DriveFixture } from '../../indexers/drive/drive-fixture.ts';
import { type Bench, createBench, createShelf } from '../../indexers/sync/sync-bench.ts';
import { knownIn } from '../../support/known-principals.ts';
import { personRecord } from '../../support/records.ts';

const ADA = 20001;
const GRACE = 20002;
const signal = new AbortController().signal;

let folder: string;
let storeFile: string;
let drive: DriveFixture;
let bench: Bench;
let source: Source;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-canary-'));
  storeFile = path.join(folder, 'state.sqlite');
  drive = createDriveFixture();
  bench = createBench(storeFile);
  source = drive.source();
  for (const [uid, name, number] of [
    ['ada', 'Ada Lovelace', ADA],
    ['grace', 'Grace Hopper', GRACE],
  ] as const) {
    const { person } = personRecord({ id: uid, name });
    const principals = [`user:${uid}`, `uid:${number}`];
    bench.store.directory.putPerson('staff', uid, uid, { ...person, kind: 'person', key: uid, principals });
  }
  write('Plans/ada.txt', { owner: ADA, mode: 0o600 });
  write('Plans/both.txt', { owner: ADA, mode: 0o644 });
  write('Salaries/one.txt', { owner: GRACE, mode: 0o644 });
  write('Salaries/two.txt', { owner: GRACE, mode: 0o644 });
  await run();
});
afterEach(() => {
  bench.store.close();
  drive.remove();
  rmSync(folder, { recursive: true });
});

function write(name: string, { owner, mode }: { owner: number; mode: number }): void {
  const file = drive.write(name);
  chmodSync(path.dirname(file), 0o755);
  chownSync(file, owner, owner);
  chmodSync(file, mode);
}

async function run(): Promise<void> {
  const started = bench.store.runs.start('library', { dryRun: false });
  const { outcome } = await bench.run({ ...createShelf(), source });
  if (started && outcome.state === 'complete')
    bench.store.runs.finish(started.id, { state: 'complete', message: null, progress: newProgress() });
  expect(outcome).toEqual({ state: 'complete' });
}

const at = (name: string) => path.join(drive.path, name);

/** Behind Atrium's back, and with the file's times as they were. */
function changeMode(name: string, mode: number): void {
  const { atime, mtime } = statSync(at(name));
  chmodSync(at(name), mode);
  utimesSync(at(name), atime, mtime);
}

function canaryWith(overrides: Partial<CanaryOptions> = {}) {
  const configured: ConfiguredSource = { source, holds: 'documents', location: drive.path, schedule: undefined };
  const { store } = bench;
  const logger = createLogger({ level: 'silent' });
  return createCanary({
    schedule: null,
    sample: 100,
    sources: new Map([
      ['staff', { ...configured, source: createShelf('staff').source }],
      ['library', configured],
    ]),
    store,
    viewers: createViewers({ store, sources: ['staff', 'library'], admins: [] }),
    known: knownIn(store),
    sink: bench.sink,
    audit: createAuditLog({ store: store.audit, logger }),
    logger,
    requestRun: () => undefined,
    ...overrides,
  });
}

const check = (overrides: Partial<CanaryOptions> = {}) => canaryWith(overrides).check('library', { signal });

/** By the store, as the last check before an answer does it. */
function readers(name: string): string[] {
  const { store } = bench;
  const readable = createReadableAcls({ acls: store.acls, known: knownIn(store) });
  const viewers = createViewers({ store, sources: ['staff', 'library'], admins: [] });
  const aclId = store.ledger.byPath(name)[0]?.entry.aclId ?? '';
  return ['ada', 'grace'].filter((uid) => {
    const viewer = viewers.ofUid(uid);
    return viewer !== undefined && readable.mayRead(viewer, aclId);
  });
}

/** What the index holds of it: the slot of its passages. */
const inIndex = (name: string) => [...bench.sink.stored.values()].find((passage) => passage.path === name)?.aclId ?? '';
const isHidden = (aclId: string) => {
  const access = bench.store.acls.get(aclId);
  return access?.state === 'unknown' && access.reason === HIDDEN_BY_CANARY;
};
const auditRows = () =>
  bench.store.audit.list({ limit: 10 }).map(({ action, outcome, actor, subject }) => [action, outcome, actor, subject]);

test('all is as the place says: nothing is hidden, nothing is written down', async () => {
  expect(await check()).toMatchObject({
    state: 'checked',
    checked: 4,
    wrong: 0,
    stale: 0,
    falseDenies: 0,
    hidden: 0,
    findings: [],
  });
  expect(readers('Plans/ada.txt')).toEqual(['ada']);
  expect(auditRows()).toEqual([]);
});

test('a directory has no documents to check', async () => {
  expect(await canaryWith().check('staff', { signal })).toBeUndefined();
});

describe('a file was closed behind Atrium’s back', () => {
  beforeEach(() => changeMode('Plans/both.txt', 0o600));

  test('it is hidden at once, in the store and in the index, and said to whoever is in charge', async () => {
    expect(readers('Plans/both.txt')).toEqual(['ada', 'grace']);
    const result = await check();
    expect(result).toMatchObject({ wrong: 0, stale: 1, falseDenies: 0, hidden: 1 });
    expect(result?.findings).toMatchObject([{ path: 'Plans/both.txt', who: 'Grace Hopper (grace)' }]);
    expect(readers('Plans/both.txt')).toEqual([]);
    expect(isHidden(inIndex('Plans/both.txt'))).toBe(true);
    expect(readers('Salaries/one.txt')).toEqual(['ada', 'grace']);
    expect(auditRows()).toEqual([['canary', 'done', 'atrium', 'library']]);
    expect(lastAlarm(bench.store, 'library')).toBeUndefined();
  });

  test('the next run shows it to those who may read it, and the canary is content', async () => {
    await check();
    await run();
    expect(readers('Plans/both.txt')).toEqual(['ada']);
    expect(isHidden(inIndex('Plans/both.txt'))).toBe(false);
    expect(await check()).toMatchObject({ wrong: 0, stale: 0, falseDenies: 0 });
    expect(lastCanary(bench.store, 'library')).toMatchObject({ stale: 0, findings: [] });
  });

  test('until then it is not reported again', async () => {
    await check();
    expect(await check()).toMatchObject({ stale: 0, falseDenies: 0, checked: 3 });
  });

  test('an index that is away does not keep it from being hidden', async () => {
    const sink: Pick<RecordSink, 'setAccess'> = { setAccess: () => Promise.reject(new Error('the index is away')) };
    expect(await check({ sink })).toMatchObject({ hidden: 1 });
    expect(readers('Plans/both.txt')).toEqual([]);
    expect(bench.store.acls.openChanges().map(({ aclId }) => isHidden(aclId))).toEqual([true]);
  });
});

test('a folder was closed: all in it is hidden, however few were in the sample', async () => {
  chmodSync(at('Salaries'), 0o700);
  for (let attempts = 0; attempts < 50 && readers('Salaries/one.txt').length > 0; attempts++) await check({ sample: 1 });
  expect(readers('Salaries/one.txt')).toEqual([]);
  expect(readers('Salaries/two.txt')).toEqual([]);
  expect(readers('Plans/both.txt')).toEqual(['ada', 'grace']);
});

test('a list that was changed in the store is a fault: all that goes by it is hidden, and the next run puts it right', async () => {
  const aclId = bench.store.ledger.byPath('Plans/ada.txt')[0]?.entry.aclId ?? '';
  const raw = new DatabaseSync(storeFile);
  raw
    .prepare('UPDATE acls SET access = ? WHERE slot = ?')
    .run(JSON.stringify({ state: 'known', acl: { layers: [] } }), Number(aclId));
  raw.exec('UPDATE acl_generation SET generation = generation + 1');
  raw.close();
  expect(readers('Plans/ada.txt')).toEqual(['ada', 'grace']);
  expect(await check()).toMatchObject({ wrong: 1, stale: 0, hidden: 1 });
  expect(auditRows()).toEqual([['canary', 'failed', 'atrium', 'library']]);
  expect(lastAlarm(bench.store, 'library')).toMatchObject({ wrong: 1 });
  expect(readers('Plans/ada.txt')).toEqual([]);
  await run();
  expect(readers('Plans/ada.txt')).toEqual(['ada']);
  expect(await check()).toMatchObject({ wrong: 0, stale: 0, falseDenies: 0 });
});

test('what a complete run did not put right is a fault, not a change that came in between', async () => {
  const lying: Source = {
    ...source,
    readAccess: async (ids) =>
      new Map(ids.map((id) => [id, { state: 'known', acl: { layers: [{ what: 'item', entries: [] }] } }])),
  };
  const shelf = { holds: 'documents' as const, location: '', schedule: undefined };
  const sources = new Map([
    ['staff', { ...shelf, source: createShelf('staff').source }],
    ['library', { ...shelf, source: lying }],
  ]);
  const now = () => Date.now() - 1000;
  expect(await check({ sources, now })).toMatchObject({ wrong: 0, stale: 4 });
  expect(await check({ sources, sample: 1 })).toMatchObject({ wrong: 0, stale: 0 });
  await run();
  expect(await check({ sources, sample: 1 })).toMatchObject({ wrong: 4, stale: 0 });
});

test('a right that was given is reported and hides nothing', async () => {
  changeMode('Plans/ada.txt', 0o644);
  expect(await check()).toMatchObject({ wrong: 0, stale: 0, falseDenies: 1, hidden: 0 });
  expect(readers('Plans/ada.txt')).toEqual(['ada']);
  expect(auditRows()).toEqual([]);
});

test('a change that is one for nobody is none', async () => {
  // A group that nobody is in may read it now.
  chownSync(at('Plans/ada.txt'), ADA, 12345);
  chmodSync(at('Plans/ada.txt'), 0o640);
  expect(await check()).toMatchObject({ checked: 4, wrong: 0, stale: 0, falseDenies: 0 });
});

test('a place that cannot be asked is said so, and nothing is hidden for it', async () => {
  const sources = new Map([
    [
      'library',
      {
        source: { ...source, readAccess: () => Promise.reject(new Error('the drive does not answer')) },
        holds: 'documents' as const,
        location: '',
        schedule: undefined,
      },
    ],
  ]);
  expect(await check({ sources })).toMatchObject({ state: 'failed', reason: 'the drive does not answer', hidden: 0 });
  expect(readers('Plans/both.txt')).toEqual(['ada', 'grace']);
});

test('the counters of /metrics hold what was ever found, whichever process found it', async () => {
  changeMode('Plans/both.txt', 0o600);
  await check();
  changeMode('Salaries/one.txt', 0o600);
  await check();
  const text = await createMetrics({ store: bench.store, sourceIds: () => ['library'], semantics: NO_SEMANTICS }).text();
  expect(text).toContain('atrium_canary_mismatches_total{source="library",kind="stale"} 2');
  expect(text).toContain('atrium_canary_mismatches_total{source="library",kind="wrong"} 0');
});

test('by its schedule it looks at all sources and asks for a run of the one where something differs', async () => {
  changeMode('Plans/both.txt', 0o600);
  const asked = Promise.withResolvers<string>();
  const canary = canaryWith({ schedule: '* * * * * *', requestRun: asked.resolve });
  canary.startSchedule();
  expect(await asked.promise).toBe('library');
  await canary.close();
  expect(readers('Plans/both.txt')).toEqual([]);
});

test('a schedule that is none is told by its name in the configuration', () => {
  expect(() => canaryWith({ schedule: 'now and then' }).startSchedule()).toThrow(
    'canary.schedule: "now and then" is not a cron expression.',
  );
});
