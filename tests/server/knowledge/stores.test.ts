import { describe, expect, test } from 'vitest';
import { grantsRead } from '#server/access/readable-acls.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { accessOf, checkAudience, isFor } from '#server/knowledge/audience.ts';
import { createReads } from '#server/knowledge/reads.ts';
import { createWrittenSource, itemIdOf } from '#server/knowledge/written-source.ts';
import { openDatabase } from '#server/store/database.ts';
import type { PostStore } from '#server/store/knowledge/knowledge-state.ts';
import { createReadStore } from '#server/store/knowledge/reads.ts';
import { migrations } from '#server/store/migrations/index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

const viewer = (personId: string, ...groups: string[]): Viewer => ({
  uid: personId,
  name: personId,
  personId,
  principals: new Set(['everyone', 'authenticated', `user:${personId}`, ...groups.map((group) => `group:${group}`)]),
  isAdmin: false,
  groupsIncomplete: false,
});
const DAY = 24 * 3_600_000;

describe('how much a document is read', () => {
  function readers(start = Date.UTC(2026, 2, 10, 12)) {
    const store = createSqliteStore({ path: ':memory:' });
    let now = start;
    const reads = createReads({ reads: store.knowledge.reads, now: () => now });
    return { reads, pass: (days: number) => (now += days * DAY) };
  }

  test('is told from five people on one day on, of whom none counts twice', () => {
    const { reads } = readers();
    for (const who of ['a', 'b', 'c', 'd', 'd', 'd']) reads.note('doc', viewer(who));
    expect(reads.most(10)).toEqual([]);
    reads.note('doc', viewer('e'));
    expect(reads.most(10)).toEqual(['doc']);
  });

  test('do not count who asks not to be, and fail nobody’s reading', () => {
    const { reads } = readers();
    for (const who of ['a', 'b', 'c', 'd', 'e', 'f']) reads.note('doc', viewer(who), { isPrivate: true });
    expect(reads.most(10)).toEqual([]);
    const onFullDisk = createReads({
      reads: {
        note() {
          throw new Error('database or disk is full');
        },
        most: () => [],
      },
    });
    expect(() => onFullDisk.note('doc', viewer('a'))).not.toThrow();
  });

  test('is not told of one who comes back every day', () => {
    const { reads, pass } = readers();
    for (let day = 0; day < 10; day++) {
      reads.note('doc', viewer('a'));
      pass(1);
    }
    expect(reads.most(10)).toEqual([]);
  });

  test('is forgotten after four weeks, most first until then', () => {
    const { reads, pass } = readers();
    for (const who of ['a', 'b', 'c', 'd', 'e']) reads.note('old', viewer(who));
    pass(1);
    for (const who of ['a', 'b', 'c', 'd', 'e', 'f']) reads.note('new', viewer(who));
    expect(reads.most(10)).toEqual(['new', 'old']);
    pass(27.5);
    expect(reads.most(10)).toEqual(['new']);
  });

  test('leaves nothing of who it was when the day is over, and never a name', () => {
    const { sql, reads, pass } = withSql();
    reads.note('doc', viewer('ada'));
    const rows = () => sql('SELECT reader FROM reads_today');
    expect(rows()).toHaveLength(1);
    expect(JSON.stringify(rows())).not.toContain('ada');
    const [before] = rows();
    pass(1);
    reads.note('other', viewer('ada'));
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).not.toEqual(before);
    expect(sql('SELECT day FROM reads_key')).toHaveLength(1);
    expect(sql('SELECT readers FROM reads')).toEqual([{ readers: 1 }]);
  });

  test('counts no visitor who is nobody', () => {
    const { sql, reads } = withSql();
    reads.note('doc', { ...viewer('x'), personId: undefined });
    expect(sql('SELECT reader FROM reads_today')).toEqual([]);
  });
});

describe('an audience', () => {
  const groups = { kind: 'groups', groups: ['crew', 'board'] } as const;
  const audience = { ...groups, groups: [...groups.groups] };

  test('says the same of a card and of a document', () => {
    for (const who of [viewer('a'), viewer('b', 'crew'), viewer('c', 'crews'), viewer('d', 'board', 'crew')])
      expect(
        grantsRead(accessOf(audience, undefined), who.principals, () => false),
        who.uid,
      ).toBe(isFor(audience, who));
    expect(isFor({ kind: 'everyone' }, viewer('a'))).toBe(true);
    expect(grantsRead(accessOf({ kind: 'everyone' }, undefined), viewer('a').principals, () => false)).toBe(true);
  });

  test('always has the author among the readers', () => {
    expect(grantsRead(accessOf(audience, 'a'), viewer('a').principals, () => false)).toBe(true);
  });

  test('is one of the groups that one is in; an administrator may take any that there is', () => {
    const directory = { holderOf: () => ({ kind: 'group' as const, name: 'board', source: 'staff' }) };
    expect(() => checkAudience(audience, viewer('a', 'crew'), directory)).toThrow('board');
    expect(() => checkAudience(audience, viewer('a', 'crew', 'board'), directory)).not.toThrow();
    expect(() => checkAudience(audience, { ...viewer('a'), isAdmin: true }, directory)).not.toThrow();
  });
});

test('what is written is a source: everything, or only what was told, and proof of what was deleted', async () => {
  const { posts } = createSqliteStore({ path: ':memory:' }).knowledge;
  const ids = ['One', 'One', 'Two'].map((title) => add(posts, title));
  const { source, changed } = createWrittenSource({ posts, uidOf: (id) => id });
  const read = async (only?: string[]) => {
    const hints = only?.map((id) => ({ id, what: 'files' as const }));
    const options = { signal: AbortSignal.timeout(5000), ...(hints ? { only: hints } : {}) };
    const found: string[] = [];
    for await (const change of source.read(options))
      found.push(change.type === 'upsert' ? change.item.path : change.type === 'remove' ? `gone ${change.id}` : change.type);
    return found;
  };
  expect(await read()).toEqual(['News/2026/One.md', 'News/2026/One (2).md', 'News/2026/Two.md', 'complete']);
  posts.remove(ids[0] ?? 0);
  expect(await read([itemIdOf(ids[0] ?? 0), itemIdOf(ids[2] ?? 0)])).toEqual([
    `gone post-${ids[0]}`,
    'News/2026/Two.md',
    'complete',
  ]);
  expect(await source.stillHas(itemIdOf(ids[0] ?? 0), AbortSignal.timeout(5000))).toBe(false);

  const stop = new AbortController();
  changed(7);
  const told: string[] = [];
  for await (const hints of source.watch?.(stop.signal) ?? []) {
    told.push(...hints.map(({ id }) => id));
    if (told.length === 1) changed(8);
    else stop.abort();
  }
  expect(told).toEqual(['post-7', 'post-8']);
});

/** The same with a look into the tables. */
function withSql() {
  const database = openDatabase(':memory:', { migrations, durable: false });
  let now = Date.UTC(2026, 2, 10, 12);
  const reads = createReads({ reads: createReadStore(database), now: () => now });
  return { reads, sql: (query: string) => database.sql.prepare(query).all(), pass: (days: number) => (now += days * DAY) };
}

function add(posts: PostStore, title: string, at = 1): number {
  const post = { kind: 'news', title, text: 'x', isAnnouncement: false, audience: { kind: 'everyone' } } as const;
  return posts.add({ folder: 'News/2026', name: title, post, author: 'ada', authorName: 'Ada', createdAt: at, changedAt: at });
}

test('what was withdrawn or deleted since still counts for what somebody has made in a day, and is forgotten later', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const { posts, questions } = store.knowledge;
  const day = 24 * 3_600_000;
  const at = Date.UTC(2026, 0, 1);
  const ask = (text: string, when: number) => {
    const id = questions.add({ line: text, text, at: when });
    questions.addAsker(id, { person: 'ada', details: '', at: when });
    return id;
  };
  questions.removeAsker(ask('one', at), ['ada']);
  posts.remove(add(posts, 'Here', at));
  expect([questions.countSince(['ada'], at - 1), posts.countSince(['ada'], at - 1)]).toEqual([1, 1]);
  expect([questions.countSince(['bob'], at - 1), questions.countSince(['ada'], at)]).toEqual([0, 0]);
  ask('two', at + 3 * day);
  expect(questions.countSince(['ada'], 0)).toBe(1);
  store.close();
});
