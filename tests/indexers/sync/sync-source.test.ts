import { describe, expect, test } from 'vitest';
import { RecordRefused } from '#indexers/sync/record-refused.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import { countedPaths, slotGrants } from './readers.ts';
import { createBench, createShelf, everyone, only, putFile, putGroup, putPerson, type Shelf, textPool } from './sync-bench.ts';

function shelfOf(...paths: string[]): Shelf {
  const shelf = createShelf();
  for (const path of paths) putFile(shelf, path);
  return shelf;
}

/** So many files that losing half of them is no everyday event. */
function fullShelf(): Shelf {
  return shelfOf(...Array.from({ length: 200 }, (_, n) => `folder ${n % 4}/file ${n}.txt`));
}

const MINUTE = 60_000;

describe('a run', () => {
  test('brings every file into the index and into the ledger', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b/c.txt');
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome).toEqual({ state: 'complete' });
    expect(progress).toMatchObject({ phase: 'finished', seen: 2, added: 2, opened: 2, written: 2, failed: 0 });
    expect(bench.sink.textOf('b/c.txt')).toBe('The text of b/c.txt.');
    expect(bench.ledger(shelf).get('b/c.txt')).toMatchObject({
      state: 'indexed',
      passages: 1,
      document: { title: 'c', name: 'c.txt' },
    });
  });

  test('opens nothing and writes nothing when nothing has changed', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    putPerson(shelf, 'ada');
    putGroup(shelf, 'crew');
    await bench.run(shelf);
    const before = bench.ledger(shelf);
    bench.sink.calls.length = shelf.opened.length = 0;
    const { progress } = await bench.run(shelf);
    expect(progress).toMatchObject({ seen: 202, unchanged: 202, added: 0, changed: 0, opened: 0, written: 0, removed: 0 });
    expect(bench.sink.calls).toEqual([]);
    expect(shelf.opened).toEqual([]);
    for (const [id, entry] of bench.ledger(shelf)) expect(entry).toEqual({ ...before.get(id), generation: 2 });
  });

  test('reads only what changed', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt');
    await bench.run(shelf);
    putFile(shelf, 'b.txt', { text: 'Another text.' });
    const { progress } = await bench.run(shelf);
    expect(progress).toMatchObject({ changed: 1, unchanged: 1, opened: 1, written: 1 });
    expect(bench.sink.textOf('b.txt')).toBe('Another text.');
  });

  test('reads everything again when it is asked for in full', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt');
    await bench.run(shelf);
    expect((await bench.run(shelf, { full: true })).progress).toMatchObject({ changed: 2, opened: 2, written: 2 });
  });

  test('reads a file again when what reads it has changed', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.pdf', 'b.txt');
    await bench.run(shelf);
    const { progress } = await bench.run(shelf, { isCurrentReader: (reader) => !reader.startsWith('pdf') });
    expect(progress).toMatchObject({ changed: 1, unchanged: 1 });
    expect(shelf.opened.at(-1)).toBe('a.pdf');
  });

  test('reads a file whose time was set back: a new change mark, the same version and access', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { changeMark: '1' });
    await bench.run(shelf);
    putFile(shelf, 'a.txt', { changeMark: '2' });
    expect((await bench.run(shelf)).progress).toMatchObject({ changed: 1, opened: 1 });
    expect((await bench.run(shelf)).progress).toMatchObject({ unchanged: 1, opened: 0 });
  });

  test('leaves no passage of a longer text behind', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { text: 'word '.repeat(1000) });
    await bench.run(shelf);
    expect(bench.sink.stored.size).toBeGreaterThan(4);
    putFile(shelf, 'a.txt', { text: 'short' });
    await bench.run(shelf);
    expect([...bench.sink.stored.values()].map(({ text }) => text)).toEqual(['short']);
  });

  test('is failed when the source is not well, and reads nothing', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt');
    shelf.source.check = async () => ({ ok: false, findings: [{ level: 'error', message: 'the share is not mounted' }] });
    expect((await bench.run(shelf)).outcome).toEqual({ state: 'failed', message: 'the share is not mounted' });
    expect(shelf.reads).toEqual([]);
  });

  test('is cancelled by its signal and keeps what it has done', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    const cancel = new AbortController();
    let extracted = 0;
    const pool: ExtractionPool = {
      ...textPool,
      extract(...parameters) {
        if (++extracted === 20) cancel.abort();
        return textPool.extract(...parameters);
      },
    };
    const { outcome } = await bench.run(shelf, { signal: cancel.signal, pool });
    expect(outcome.state).toBe('cancelled');
    const written = new Set(bench.sink.calls.map(({ id }) => id));
    expect(written.size).toBeGreaterThan(0);
    expect(written.size).toBeLessThan(25);
    for (const entry of bench.ledger(shelf).values())
      if (entry.recordId !== null && written.has(entry.recordId)) expect(entry.state).toBe('indexed');
    const { progress } = await bench.run(shelf);
    expect(progress.opened).toBe(200 - written.size);
  });
});

describe('a listing that is not whole', () => {
  test.each([0, 20, 100, 199])('removes nothing when it breaks after %i of 200 items', async (breaksAfter) => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    shelf.breaksAfter = breaksAfter;
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome).toEqual({ state: 'failed', message: 'the connection was lost' });
    expect(progress.removed).toBe(0);
    expect(bench.sink.stored.size).toBe(200);
    expect(bench.ledger(shelf).size).toBe(200);
  });

  test('removes nothing when it ends without saying that it was complete', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt', 'c.txt');
    await bench.run(shelf);
    shelf.items.delete('b.txt');
    shelf.endsWithoutComplete = true;
    expect((await bench.run(shelf)).outcome.state).toBe('failed');
    expect(bench.sink.stored.size).toBe(3);
  });

  test('removes only what it names when it gives changes only', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt');
    await bench.run(shelf);
    shelf.items.clear();
    shelf.snapshot = false;
    expect((await bench.run(shelf)).progress.removed).toBe(0);
    shelf.extra = [{ type: 'remove', id: 'a.txt' }];
    expect((await bench.run(shelf)).progress.removed).toBe(1);
    expect([...bench.ledger(shelf).keys()]).toEqual(['b.txt']);
  });

  test('keeps everything below a folder that cannot be read, and removes what is gone elsewhere', async () => {
    const bench = createBench();
    const shelf = shelfOf('open/a.txt', 'open/b.txt', 'closed/c.txt', 'closed/deep/d.txt', 'closed too.txt');
    await bench.run(shelf);
    for (const path of ['open/b.txt', 'closed/c.txt', 'closed/deep/d.txt']) shelf.items.delete(path);
    shelf.extra = [{ type: 'unreadable', id: 'closed', path: 'closed', subtree: true, error: 'EACCES' }];
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome.state).toBe('partial');
    expect(progress).toMatchObject({ unreadable: 1, removed: 1 });
    expect(bench.sink.textOf('closed/deep/d.txt')).toBeDefined();
    expect(bench.sink.textOf('open/b.txt')).toBeUndefined();
    expect(bench.ledger(shelf).get('closed')).toMatchObject({
      kind: 'folder',
      state: 'failed',
      cause: 'unreadable',
      reason: 'EACCES',
    });
    shelf.extra = [];
    for (const path of ['closed/c.txt', 'closed/deep/d.txt']) putFile(shelf, path);
    expect((await bench.run(shelf)).outcome).toEqual({ state: 'complete' });
    expect(bench.ledger(shelf).has('closed')).toBe(false);
  });

  test('keeps everything when the root itself cannot be read', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    shelf.items.clear();
    shelf.extra = [{ type: 'unreadable', id: '', path: '', subtree: true, error: 'EIO' }];
    expect((await bench.run(shelf)).outcome.state).toBe('partial');
    expect(bench.sink.stored.size).toBe(200);
  });
});

describe('removals', () => {
  test('of a file or two are done by the same run', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    shelf.items.delete('folder 0/file 0.txt');
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome).toEqual({ state: 'complete' });
    expect(progress.removed).toBe(1);
    expect(bench.sink.textOf('folder 0/file 0.txt')).toBeUndefined();
    expect(bench.ledger(shelf).size).toBe(199);
  });

  test('of a whole folder wait, and a second complete run that agrees does them', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    const folder = [...shelf.items.values()].filter(({ path }) => path.startsWith('folder 1/'));
    for (const { id } of folder) shelf.items.delete(id);
    const first = await bench.run(shelf);
    expect(first.progress).toMatchObject({ removed: 0, held: 50 });
    expect(first.outcome).toMatchObject({ state: 'complete', held: { count: 50 } });
    expect(bench.store.held.get('library')?.reason).toMatch('everything in the folder “folder 1” is missing (50 files)'.slice(1));
    expect(bench.sink.stored.size).toBe(200);
    const second = await bench.run(shelf);
    expect(second.progress).toMatchObject({ removed: 50, held: 0 });
    expect(bench.sink.stored.size).toBe(150);
    expect(bench.store.held.get('library')).toBeUndefined();
  });

  test('that wait are not done by a run that was only partial', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    for (const { id } of [...shelf.items.values()].filter(({ path }) => path.startsWith('folder 1/'))) shelf.items.delete(id);
    await bench.run(shelf);
    shelf.extra = [{ type: 'unreadable', id: 'elsewhere', path: 'elsewhere', subtree: true, error: 'EIO' }];
    expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 50 });
  });

  test('that wait are forgotten when the files come back', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    const gone = [...shelf.items.values()].slice(0, 100);
    for (const { id } of gone) shelf.items.delete(id);
    await bench.run(shelf);
    for (const item of gone) shelf.items.set(item.id, item);
    expect((await bench.run(shelf)).progress).toMatchObject({ held: 0, opened: 0, unchanged: 200 });
    expect(bench.store.held.get('library')).toBeUndefined();
  });

  test('that wait are held again when even more is missing', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    const ids = [...shelf.items.keys()];
    for (const id of ids.slice(0, 60)) shelf.items.delete(id);
    expect((await bench.run(shelf)).progress.held).toBe(60);
    for (const id of ids.slice(60, 180)) shelf.items.delete(id);
    expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 180 });
    expect((await bench.run(shelf)).progress).toMatchObject({ removed: 180, held: 0 });
  });

  test('that somebody confirmed are done, and what went missing later is judged by itself', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    const ids = [...shelf.items.keys()];
    for (const id of ids.slice(0, 60)) shelf.items.delete(id);
    await bench.run(shelf);
    expect(bench.store.held.confirm('library')).toBe(true);
    for (const id of ids.slice(60, 180)) shelf.items.delete(id);
    expect((await bench.run(shelf)).progress).toMatchObject({ removed: 60, held: 120 });
    expect(bench.store.held.get('library')?.confirmed).toBe(false);
  });

  test('of everything are held in every run, until somebody confirms', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt', 'c.txt');
    await bench.run(shelf);
    shelf.items.clear();
    for (let run = 0; run < 3; run++) {
      const { outcome, progress } = await bench.run(shelf);
      expect(progress).toMatchObject({ removed: 0, held: 3 });
      expect(outcome).toMatchObject({ held: { examples: ['a.txt', 'b.txt', 'c.txt'] } });
    }
    bench.store.held.confirm('library');
    expect((await bench.run(shelf)).progress.removed).toBe(3);
    expect(bench.sink.stored.size).toBe(0);
  });

  test('of all people are held although groups are still there', async () => {
    const bench = createBench();
    const shelf = createShelf('staff');
    putPerson(shelf, 'ada');
    putGroup(shelf, 'crew', { memberKeys: ['uid=ada'] });
    await bench.run(shelf);
    shelf.items.delete('ada');
    for (let run = 0; run < 2; run++) expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 1 });
    expect(bench.store.directory.personByUid('ada')).toBeDefined();
  });

  test('repeat after a crash between index and ledger', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt');
    await bench.run(shelf);
    shelf.items.delete('a.txt');
    const { remove } = bench.sink;
    bench.sink.remove = async (record) => {
      await remove(record);
      throw new Error('the line is dead');
    };
    expect((await bench.run(shelf)).outcome.state).toBe('failed');
    expect(bench.ledger(shelf).has('a.txt')).toBe(true);
    bench.sink.remove = remove;
    expect((await bench.run(shelf)).outcome.state).toBe('complete');
    expect(bench.ledger(shelf).has('a.txt')).toBe(false);
  });
});

describe('access', () => {
  test('that changes alone for one of several files is set in the index without opening the file', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { changeMark: '1' });
    putFile(shelf, 'b.txt', { changeMark: '1' });
    await bench.run(shelf);
    bench.sink.calls.length = shelf.opened.length = 0;
    putFile(shelf, 'a.txt', { changeMark: '2', access: only('group:board') });
    const { progress } = await bench.run(shelf);
    expect(progress).toMatchObject({ changed: 1, opened: 0, written: 0 });
    expect(bench.sink.calls.map(({ call }) => call)).toEqual(['setAccess']);
    const aclId = bench.store.acls.find('library', only('group:board'));
    expect([...bench.sink.stored.values()].find(({ path }) => path === 'a.txt')?.aclId).toBe(aclId);
    expect(bench.ledger(shelf).get('a.txt')).toMatchObject({ aclId, indexedAclId: null, changeMark: '2' });
  });

  test('that is taken away takes effect before the new text is even read', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt');
    await bench.run(shelf);
    putFile(shelf, 'a.txt', { text: 'Now secret.', access: only('group:board') });
    const atReading: unknown[] = [];
    const pool = {
      ...textPool,
      extract: (...parameters: Parameters<typeof textPool.extract>) => {
        const { aclId } = bench.ledger(shelf).get('a.txt') ?? {};
        atReading.push(slotGrants(bench.store, aclId, 'everyone'), countedPaths(bench, 'everyone'));
        return textPool.extract(...parameters);
      },
    };
    await bench.run(shelf, { pool });
    expect(atReading).toEqual([false, []]);
  });

  test('that is taken away does not wait for files that are being read', async () => {
    const bench = createBench();
    const shelf = shelfOf('y.txt', 'z.txt');
    await bench.run(shelf);
    for (let n = 0; n < 50; n++) putFile(shelf, `slow ${n}.txt`);
    const z = shelf.items.get('z.txt');
    shelf.items.delete('z.txt');
    if (z) shelf.items.set('z.txt', { ...z, access: only('group:board') });
    const isTight = Promise.withResolvers<void>();
    const { setAccess } = bench.sink;
    bench.sink.setAccess = (change) => setAccess(change).then(isTight.resolve);
    // No file is read to its end before the access was set.
    const pool = {
      ...textPool,
      extract: (...p: Parameters<typeof textPool.extract>) => isTight.promise.then(() => textPool.extract(...p)),
    };
    expect((await bench.run(shelf, { pool })).progress).toMatchObject({ added: 50, changed: 1 });
  });

  test('that failed to reach the index is sent again by the next run', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt');
    await bench.run(shelf);
    putFile(shelf, 'a.txt', { access: only('group:board') });
    const { setAccess } = bench.sink;
    bench.sink.setAccess = () => Promise.reject(new Error('the index is away'));
    expect((await bench.run(shelf)).outcome).toEqual({ state: 'failed', message: 'the index is away' });
    bench.sink.setAccess = setAccess;
    await bench.run(shelf);
    expect(countedPaths(bench, 'everyone')).toEqual(['b.txt']);
    expect(countedPaths(bench, 'everyone', 'group:board')).toEqual(['a.txt', 'b.txt']);
  });

  test('that is unknown is stored as such', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { access: { state: 'unknown', reason: 'EACCES' } });
    await bench.run(shelf);
    const aclId = bench.ledger(shelf).get('a.txt')?.aclId ?? '';
    expect(bench.store.acls.get(aclId)).toEqual({ state: 'unknown', reason: 'EACCES' });
  });
});

describe('a file that was moved', () => {
  test('keeps its id and its text, and is not read', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'old/plan.txt', { fingerprint: 'inode 7', text: '# The plan\nfor next year' });
    putFile(shelf, 'old/other.txt');
    await bench.run(shelf);
    const id = bench.ledger(shelf).get('old/plan.txt')?.recordId;
    bench.sink.calls.length = shelf.opened.length = 0;
    shelf.items.delete('old/plan.txt');
    putFile(shelf, 'new/renamed.txt', { fingerprint: 'inode 7', text: '# The plan\nfor next year' });
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome).toEqual({ state: 'complete' });
    expect(progress).toMatchObject({ changed: 1, added: 0, removed: 0, opened: 0, written: 0 });
    expect(bench.sink.calls).toEqual([{ call: 'move', id }]);
    expect(bench.ledger(shelf).get('new/renamed.txt')).toMatchObject({
      recordId: id,
      path: 'new/renamed.txt',
      document: { id, name: 'renamed.txt', path: 'new/renamed.txt', title: 'The plan' },
    });
    expect([...bench.ledger(shelf).keys()]).toEqual(['new/renamed.txt', 'old/other.txt']);
  });

  test('gets the title of its new name when it had that of its old one', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'draft.txt', { fingerprint: 'f', text: 'x' });
    await bench.run(shelf);
    shelf.items.clear();
    putFile(shelf, 'final.txt', { fingerprint: 'f', text: 'x' });
    await bench.run(shelf);
    expect([...bench.sink.stored.values()]).toMatchObject([{ title: 'final', path: 'final.txt' }]);
  });

  test('is told from a copy, which is a file of its own', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { fingerprint: 'f' });
    await bench.run(shelf);
    putFile(shelf, 'copy of a.txt', { fingerprint: 'f' });
    expect((await bench.run(shelf)).progress).toMatchObject({ added: 1, opened: 1 });
    expect(new Set([...bench.ledger(shelf).values()].map(({ recordId }) => recordId)).size).toBe(2);
  });

  test('under two new names at once keeps its id under one, and the other is a file of its own', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { fingerprint: 'f' });
    await bench.run(shelf);
    shelf.items.clear();
    putFile(shelf, 'b.txt', { fingerprint: 'f' });
    putFile(shelf, 'c.txt', { fingerprint: 'f' });
    expect((await bench.run(shelf)).progress).toMatchObject({ changed: 1, added: 1, opened: 1 });
    expect(new Set([...bench.ledger(shelf).values()].map(({ recordId }) => recordId)).size).toBe(2);
  });

  test('is read like a new one when the source cannot tell', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { fingerprint: 'f' });
    await bench.run(shelf);
    putFile(shelf, 'b.txt', { fingerprint: 'f' });
    shelf.cannotTell = true;
    expect((await bench.run(shelf)).progress).toMatchObject({ added: 1, opened: 1 });
    expect(bench.warnings).toHaveLength(1);
  });

  test('leaves its old name free for another file with an id of its own', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'report.txt', { fingerprint: 'f1', text: 'The old report.' });
    await bench.run(shelf);
    shelf.items.clear();
    putFile(shelf, 'report 2023.txt', { fingerprint: 'f1', text: 'The old report.' });
    await bench.run(shelf);
    putFile(shelf, 'report.txt', { fingerprint: 'f2', text: 'The new report.' });
    await bench.run(shelf);
    expect(bench.sink.textOf('report 2023.txt')).toBe('The old report.');
    expect(bench.sink.textOf('report.txt')).toBe('The new report.');
  });

  test('gets its new label without being read', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt');
    await bench.run(shelf);
    putFile(shelf, 'a.txt', { label: 'history' });
    expect((await bench.run(shelf)).progress).toMatchObject({ changed: 1, opened: 0 });
    expect(bench.ledger(shelf).get('a.txt')?.document?.label).toBe('history');
    putFile(shelf, 'a.txt');
    await bench.run(shelf);
    expect(bench.ledger(shelf).get('a.txt')?.document).not.toHaveProperty('label');
  });
});

describe('a file that cannot be read', () => {
  test('is found by its name and says why; the run is complete', async () => {
    const bench = createBench();
    const shelf = shelfOf('good.txt');
    putFile(shelf, 'locked.pdf', { text: '!encrypted' });
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome).toEqual({ state: 'complete' });
    expect(progress).toMatchObject({ added: 1, failed: 1 });
    expect(bench.sink.textOf('locked.pdf')).toBe('');
    expect(bench.ledger(shelf).get('locked.pdf')).toMatchObject({
      state: 'failed',
      cause: 'encrypted',
      reason: 'encrypted in a test',
      nextTryAt: null,
      document: { title: 'locked', warnings: ['encrypted in a test'] },
    });
  });

  test('for a reason of its own is not tried again until it changes', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.pdf', { text: '!corrupt' });
    await bench.run(shelf);
    bench.now += 365 * 24 * 60 * MINUTE;
    expect((await bench.run(shelf)).progress).toMatchObject({ unchanged: 1, opened: 0 });
    putFile(shelf, 'a.pdf', { text: 'mended' });
    await bench.run(shelf);
    expect(bench.ledger(shelf).get('a.pdf')).toMatchObject({ state: 'indexed', cause: null, attempts: 0 });
  });

  test('for a reason that may pass is tried again later and later', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.pdf', { text: '!timeout' });
    await bench.run(shelf);
    bench.now += 14 * MINUTE;
    expect((await bench.run(shelf)).progress.opened).toBe(0);
    bench.now += MINUTE;
    expect((await bench.run(shelf)).progress.opened).toBe(1);
    expect(bench.ledger(shelf).get('a.pdf')).toMatchObject({ attempts: 2, nextTryAt: bench.now + 60 * MINUTE });
    expect((await bench.run(shelf, { full: true })).progress.opened).toBe(1);
  });

  test('because it is too large is read when the limit is raised', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt');
    await bench.run(shelf, { maxFileBytes: 5 });
    expect(bench.ledger(shelf).get('a.txt')).toMatchObject({ state: 'failed', cause: 'too-large' });
    expect((await bench.run(shelf, { maxFileBytes: 5 })).progress.opened).toBe(0);
    await bench.run(shelf, { maxFileBytes: 500 });
    expect(bench.ledger(shelf).get('a.txt')?.state).toBe('indexed');
    expect((await bench.run(shelf, { maxFileBytes: 501 })).progress.opened).toBe(0);
  });

  test('any more keeps the text that was read before, and is tried again', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { text: 'What was said.' });
    await bench.run(shelf);
    putFile(shelf, 'a.txt', { text: '!changed' });
    expect((await bench.run(shelf)).progress).toMatchObject({ failed: 1, written: 0 });
    expect(bench.sink.textOf('a.txt')).toBe('What was said.');
    expect(bench.ledger(shelf).get('a.txt')).toMatchObject({ state: 'partial', cause: 'changed', attempts: 1 });
    bench.now += 15 * MINUTE;
    putFile(shelf, 'a.txt', { text: 'news now', version: '8:1' });
    await bench.run(shelf);
    expect(bench.sink.textOf('a.txt')).toBe('news now');
  });

  test('any more loses the text that was read before when the file itself is broken', async () => {
    const bench = createBench();
    const shelf = createShelf();
    putFile(shelf, 'a.txt', { text: 'word '.repeat(500) });
    await bench.run(shelf);
    putFile(shelf, 'a.txt', { text: '!corrupt' });
    await bench.run(shelf);
    expect(bench.sink.textOf('a.txt')).toBe('');
    expect(bench.sink.stored.size).toBe(1);
  });

  test('because it cannot be opened is like any other', async () => {
    const bench = createBench();
    const shelf = shelfOf('a.txt', 'b.txt');
    const { content } = shelf.items.get('a.txt') ?? {};
    if (content?.kind === 'file') content.open = () => Promise.reject(new Error('EACCES: permission denied'));
    expect((await bench.run(shelf)).outcome.state).toBe('complete');
    expect(bench.ledger(shelf).get('a.txt')).toMatchObject({ state: 'failed', cause: 'unreadable' });
    expect(bench.ledger(shelf).get('b.txt')?.state).toBe('indexed');
  });
});

describe('the index', () => {
  test('that refuses one record fails that item and not the run', async () => {
    const bench = createBench();
    const shelf = shelfOf('good.txt', 'bad.txt');
    bench.sink.beforeWrite = async (record) => {
      if (record.kind === 'document' && record.path === 'bad.txt') throw new RecordRefused('too many fields');
    };
    expect((await bench.run(shelf)).outcome.state).toBe('complete');
    expect(bench.ledger(shelf).get('bad.txt')).toMatchObject({
      state: 'failed',
      cause: null,
      reason: 'too many fields',
      attempts: 1,
    });
    bench.sink.beforeWrite = async () => {};
    bench.now += 15 * MINUTE;
    await bench.run(shelf);
    expect(bench.ledger(shelf).get('bad.txt')?.state).toBe('indexed');
  });

  test('that refuses everything fails the run', async () => {
    const bench = createBench();
    bench.sink.beforeWrite = () => Promise.reject(new RecordRefused('the key is wrong'));
    expect((await bench.run(fullShelf())).outcome).toEqual({ state: 'failed', message: 'the key is wrong' });
  });

  test('that is away fails the run, and the next one does what was left', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    let writes = 0;
    bench.sink.beforeWrite = async () => {
      if (++writes > 50) throw new Error('Meilisearch cannot be reached');
    };
    expect((await bench.run(shelf)).outcome).toEqual({ state: 'failed', message: 'Meilisearch cannot be reached' });
    bench.sink.beforeWrite = async () => {};
    const { outcome, progress } = await bench.run(shelf);
    expect(outcome.state).toBe('complete');
    expect(progress).toMatchObject({ unchanged: 50 });
    expect(bench.sink.stored.size).toBe(200);
    expect(new Set([...bench.ledger(shelf).values()].map(({ state }) => state))).toEqual(new Set(['indexed']));
  });
});

describe('what a rule leaves out', () => {
  test('is in the ledger with the rule, and goes from the index', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    shelf.items.delete('folder 0/file 0.txt');
    shelf.extra = [
      { type: 'excluded', id: 'folder 0/file 0.txt', path: 'folder 0/file 0.txt', rule: 'exclude: **/*0.txt', subtree: false },
      { type: 'excluded', id: 'tmp', path: 'tmp', rule: 'exclude: tmp/**', subtree: true },
    ];
    const { progress } = await bench.run(shelf);
    expect(progress).toMatchObject({ excluded: 2, removed: 1 });
    expect(bench.sink.textOf('folder 0/file 0.txt')).toBeUndefined();
    expect(bench.ledger(shelf).get('folder 0/file 0.txt')).toMatchObject({
      state: 'excluded',
      reason: 'exclude: **/*0.txt',
      recordId: null,
    });
    expect(bench.ledger(shelf).get('tmp')).toMatchObject({ kind: 'folder', state: 'excluded' });
    expect(bench.store.ledger.counts('library')).toMatchObject({ excluded: 2, indexed: 199 });
    expect((await bench.run(shelf)).progress).toMatchObject({ excluded: 2, removed: 0, unchanged: 199 });
  });

  test('waits like any other removal when it is too much: the rule may be a mistake', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    shelf.extra = [...shelf.items.keys()].map((id) => ({
      type: 'excluded',
      id,
      path: id,
      rule: 'exclude: **/*',
      subtree: false,
    }));
    shelf.items.clear();
    expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 200 });
  });

  test('comes back when the rule is gone', async () => {
    const bench = createBench();
    const shelf = createShelf();
    shelf.extra = [{ type: 'excluded', id: 'a.txt', path: 'a.txt', rule: 'exclude: *.txt', subtree: false }];
    await bench.run(shelf);
    shelf.extra = [];
    putFile(shelf, 'a.txt');
    await bench.run(shelf);
    expect(bench.ledger(shelf).get('a.txt')).toMatchObject({ state: 'indexed', reason: null });
  });
});

describe('a dry run', () => {
  test('says what would be done and does nothing', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    await bench.run(shelf);
    const before = bench.ledger(shelf);
    bench.sink.calls.length = shelf.opened.length = 0;
    putFile(shelf, 'new.txt', { access: only('group:new') });
    putFile(shelf, 'folder 0/file 0.txt', { text: 'changed' });
    shelf.items.delete('folder 1/file 1.txt');
    shelf.extra = [{ type: 'unreadable', id: 'folder 2', path: 'folder 2', subtree: true, error: 'EIO' }];
    for (const id of [...shelf.items.keys()].filter((id) => id.startsWith('folder 2/'))) shelf.items.delete(id);
    const generation = bench.store.acls.generation();
    const { outcome, progress } = await bench.run(shelf, { dryRun: true });
    expect(outcome.state).toBe('partial');
    expect(progress).toMatchObject({ added: 1, changed: 1, unchanged: 148, removed: 1, unreadable: 1, opened: 0, written: 0 });
    expect(bench.sink.calls).toEqual([]);
    expect(shelf.opened).toEqual([]);
    expect(bench.ledger(shelf)).toEqual(before);
    expect(bench.store.acls.generation()).toBe(generation);
  });

  test('tells what would be held, and holds nothing', async () => {
    const bench = createBench();
    const shelf = fullShelf();
    putPerson(shelf, 'ada');
    await bench.run(shelf);
    shelf.items.clear();
    putPerson(shelf, 'bob');
    const { outcome, progress } = await bench.run(shelf, { dryRun: true });
    expect(progress).toMatchObject({ held: 201, removed: 0 });
    expect(outcome).toMatchObject({ held: { count: 201 } });
    expect(bench.store.held.get('library')).toBeUndefined();
    expect(bench.store.directory.personByUid('bob')).toBeUndefined();
  });
});

describe('people and groups', () => {
  test('reach the directory, the index and each other', async () => {
    const bench = createBench();
    const shelf = createShelf('staff');
    putGroup(shelf, 'crew', { memberKeys: ['uid=ada'] });
    putPerson(shelf, 'ada', { name: 'Ada Lovelace', photo: async () => new Uint8Array([1, 2, 3]) });
    expect((await bench.run(shelf)).progress).toMatchObject({ added: 2, written: 1 });
    const ada = bench.store.directory.personByUid('ADA');
    expect(ada && bench.store.directory.principalsOf(ada)).toEqual(['user:ada', 'group:crew']);
    expect(bench.store.directory.photo(ada?.id ?? '')?.bytes).toEqual(new Uint8Array([1, 2, 3]));
    expect([...bench.sink.people.values()]).toMatchObject([{ id: ada?.id, person: { name: 'Ada Lovelace' } }]);
    expect(Object.keys([...bench.sink.people.values()][0]?.person ?? {})).not.toContain('principals');
  });

  test('a photo that cannot be read is a warning, and is asked for again', async () => {
    const bench = createBench();
    const shelf = createShelf('staff');
    putPerson(shelf, 'ada', { photo: () => Promise.reject(new Error('busy')) });
    expect((await bench.run(shelf)).outcome.state).toBe('complete');
    expect(bench.warnings).toEqual(['a photo could not be read']);
    expect(bench.ledger(shelf).get('ada')).toMatchObject({ state: 'partial' });
    bench.now += 15 * MINUTE;
    putPerson(shelf, 'ada', { photo: async () => new Uint8Array([9]) });
    await bench.run(shelf);
    expect(bench.store.directory.personByUid('ada')?.photoVersion).not.toBeNull();
    expect(bench.ledger(shelf).get('ada')).toMatchObject({ state: 'indexed' });
  });

  test('photos of people who did not change are not read', async () => {
    const bench = createBench();
    const shelf = createShelf('staff');
    let reads = 0;
    putPerson(shelf, 'ada', {
      photo: async () => {
        reads++;
        return undefined;
      },
    });
    await bench.run(shelf);
    await bench.run(shelf);
    expect(reads).toBe(1);
  });

  test('who left are gone everywhere, with what they could see', async () => {
    const bench = createBench();
    const shelf = createShelf('staff');
    for (const uid of ['ada', 'bob']) putPerson(shelf, uid);
    for (const group of ['crew', 'board']) putGroup(shelf, group, { memberKeys: ['uid=ada', 'uid=bob'] });
    await bench.run(shelf);
    const generation = bench.store.acls.generation();
    shelf.items.delete('bob');
    shelf.items.delete('board');
    expect((await bench.run(shelf)).progress.removed).toBe(2);
    expect(bench.store.acls.generation()).toBeGreaterThan(generation);
    expect(bench.store.directory.counts()).toEqual({ people: 1, groups: 1 });
    const ada = bench.store.directory.personByUid('ada');
    expect(ada && bench.store.directory.principalsOf(ada)).toEqual(['user:ada', 'group:crew']);
    expect(bench.sink.people.size).toBe(1);
  });

  test('are the authors of documents', async () => {
    const bench = createBench();
    const staff = createShelf('staff');
    putPerson(staff, 'ada', { name: 'Ada Lovelace', emails: ['ada@example.com'] });
    await bench.run(staff);
    const library = shelfOf('a.txt');
    const pool = {
      ...textPool,
      extract: async () => ({
        state: 'extracted' as const,
        mediaType: 'text/plain',
        extracted: { authors: ['lovelace, ADA', 'Ada <ada@example.com>', 'Grace Hopper'], sections: [], warnings: [] },
      }),
    };
    await bench.run(library, { pool });
    expect(bench.ledger(library).get('a.txt')?.document?.authors).toEqual([
      {
        name: 'Ada Lovelace',
        personId: bench.store.directory.personByUid('ada')?.id,
        texts: ['lovelace, ADA', 'Ada <ada@example.com>'],
      },
      { name: 'Grace Hopper', personId: null },
    ]);
  });
});

test('an item that a source names twice is read once', async () => {
  const bench = createBench();
  const shelf = shelfOf('a.txt');
  const item = shelf.items.get('a.txt');
  if (item) shelf.extra = [{ type: 'upsert', item: { ...item, access: everyone } }];
  expect((await bench.run(shelf)).progress).toMatchObject({ added: 1, opened: 1 });
});
