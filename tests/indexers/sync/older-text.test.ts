import { describe, expect, test } from 'vitest';
import { countedPaths, slotGrants } from './readers.ts';
import { type Bench, createBench, createShelf, everyone, only, putFile, type Shelf, textPool } from './sync-bench.ts';

const MINUTE = 60_000;
const SECRET = 'The price that only the board knows.';
const BOARD = only('group:board');

/** A bench whose index holds `a.txt` with a secret for the board. */
async function secretShelf(): Promise<{ bench: Bench; shelf: Shelf }> {
  const bench = createBench();
  const shelf = createShelf();
  putFile(shelf, 'a.txt', { text: SECRET, access: BOARD });
  await bench.run(shelf);
  return { bench, shelf };
}

/** Whether somebody with these principals gets any of the secret: by the index, and by the ledger's row. */
function secretIsShownTo(bench: Bench, shelf: Shelf, ...principals: string[]): { byIndex: boolean; byLedger: boolean } {
  const counted = countedPaths(bench, ...principals);
  const secrets = [...bench.sink.stored.values()].filter(({ text }) => text === SECRET);
  const rows = [...bench.ledger(shelf).values()];
  return {
    byIndex: secrets.some(({ path }) => counted.includes(path)),
    byLedger: rows.some(({ aclId }) => slotGrants(bench.store, aclId, ...principals)),
  };
}

const HIDDEN = { byIndex: false, byLedger: false };

describe('text that is older than the access of its file', () => {
  test('is not shown to new readers while the new text is being read', async () => {
    const { bench, shelf } = await secretShelf();
    putFile(shelf, 'a.txt', { text: 'For all to see.', access: everyone });
    let shown: ReturnType<typeof secretIsShownTo> | undefined;
    const pool = {
      ...textPool,
      extract: (...parameters: Parameters<typeof textPool.extract>) => {
        shown = secretIsShownTo(bench, shelf, 'everyone');
        return textPool.extract(...parameters);
      },
    };
    await bench.run(shelf, { pool });
    expect(shown).toEqual(HIDDEN);
    const aclId = bench.store.acls.intern('library', everyone);
    expect(bench.ledger(shelf).get('a.txt')).toMatchObject({ state: 'indexed', aclId });
    expect([...bench.sink.stored.values()]).toMatchObject([{ text: 'For all to see.', aclId }]);
  });

  test('is not shown to new readers while the new text is on its way into the index', async () => {
    const { bench, shelf } = await secretShelf();
    putFile(shelf, 'a.txt', { text: 'For all to see.', access: everyone });
    let shown: ReturnType<typeof secretIsShownTo> | undefined;
    bench.sink.beforeWrite = async () => {
      shown = secretIsShownTo(bench, shelf, 'everyone');
    };
    await bench.run(shelf);
    expect(shown).toEqual(HIDDEN);
  });

  test('is not shown to new readers while the new text cannot be read, until it can', async () => {
    const { bench, shelf } = await secretShelf();
    putFile(shelf, 'a.txt', { text: '!timeout', access: everyone });
    for (let times = 0; times < 3; times++) {
      await bench.run(shelf);
      expect(bench.sink.textOf('a.txt')).toBe(SECRET);
      expect(secretIsShownTo(bench, shelf, 'everyone')).toEqual(HIDDEN);
      expect(secretIsShownTo(bench, shelf, 'everyone', 'group:board')).toEqual({ byIndex: true, byLedger: true });
    }
    expect(shelf.opened).toHaveLength(2);
    bench.now += 15 * MINUTE;
    putFile(shelf, 'a.txt', { text: 'public', version: '8:1', access: everyone });
    await bench.run(shelf);
    expect([...bench.sink.stored.values()]).toMatchObject([
      { text: 'public', aclId: bench.store.acls.intern('library', everyone) },
    ]);
  });

  test('follows a move with the readers it had', async () => {
    const { bench, shelf } = await secretShelf();
    putFile(shelf, 'a.txt', { text: '!timeout', access: BOARD, fingerprint: 'f' });
    await bench.run(shelf);
    shelf.items.delete('a.txt');
    putFile(shelf, 'public/a.txt', { text: '!timeout', access: everyone, fingerprint: 'f' });
    await bench.run(shelf);
    expect(bench.sink.textOf('public/a.txt')).toBe(SECRET);
    expect(secretIsShownTo(bench, shelf, 'everyone')).toEqual(HIDDEN);
  });
});

describe('a folder that Atrium may not look into any more', () => {
  const closed = { type: 'unreadable', id: 'closed', path: 'closed', subtree: true, error: 'EACCES' } as const;
  const ownerOnly = {
    state: 'known' as const,
    acl: { layers: [{ what: 'parent' as const, path: 'closed', entries: [{ effect: 'allow' as const, principal: 'uid:7' }] }] },
  };

  test('keeps its documents, for those whom its own permissions still let in', async () => {
    const bench = createBench();
    const shelf = createShelf();
    for (const name of ['closed/a.txt', 'closed/deep/b.txt', 'closed (copy)/c.txt', 'open.txt']) putFile(shelf, name);
    await bench.run(shelf);
    const items = new Map(shelf.items);
    shelf.items.delete('closed/a.txt');
    shelf.items.delete('closed/deep/b.txt');
    shelf.extra = [{ ...closed, access: ownerOnly }];
    const { progress } = await bench.run(shelf);
    expect(progress).toMatchObject({ removed: 0, held: 0, opened: 0, unreadable: 1 });
    const readersOf = (path: string, ...principals: string[]) => {
      const passage = [...bench.sink.stored.values()].find((one) => one.path === path);
      const row = bench.ledger(shelf).get(path);
      return [passage?.aclId, row?.aclId].map((aclId) => slotGrants(bench.store, aclId, ...principals));
    };
    for (const path of ['closed/a.txt', 'closed/deep/b.txt']) {
      expect(readersOf(path, 'everyone')).toEqual([false, false]);
      expect(readersOf(path, 'everyone', 'uid:7')).toEqual([true, true]);
    }
    for (const path of ['closed (copy)/c.txt', 'open.txt']) expect(readersOf(path, 'everyone')).toEqual([true, true]);

    bench.sink.calls.length = 0;
    expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 0 });
    expect(bench.sink.calls).toEqual([]);

    shelf.extra = [];
    for (const [id, item] of items) shelf.items.set(id, item);
    expect((await bench.run(shelf)).progress).toMatchObject({ changed: 2, opened: 0, removed: 0 });
    expect(readersOf('closed/deep/b.txt', 'everyone')).toEqual([true, true]);
  });
});
