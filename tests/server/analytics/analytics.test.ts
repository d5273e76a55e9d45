import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Analytics } from '#server/analytics/analytics.ts';
import { createAnalytics } from '#server/analytics/create-analytics.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let folder: string | undefined;
let store: StateStore;
let analytics: Analytics;
let clock: number;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  clock = Date.UTC(2026, 2, 12, 9);
  analytics = counting();
});
afterEach(() => {
  store.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

function counting(options: { isOn?: boolean; keepMonths?: number } = {}): Analytics {
  const logger = createLogger({ level: 'silent' });
  return createAnalytics({ store, logger, isOn: true, keepMonths: 3, ...options, now: () => clock });
}

const by = (person: string, isPrivate = false) => ({ person, isPrivate });
const people = (count: number, first = 0) => Array.from({ length: count }, (_, n) => `p${n + first}`);

function ask(q: string, person: string, o: { results?: number; query?: object; isPrivate?: boolean } = {}): string | undefined {
  const query = SearchQuery.parse({ q, ...o.query });
  return analytics.searched({ by: by(person, o.isPrivate), query, results: o.results ?? 7, tookMs: 12 });
}

function open(token: string | undefined, person: string, position = 1, type: 'document' | 'person' = 'document'): boolean {
  return analytics.clicked({ token: token ?? '', position, type, source: 'library' }, by(person));
}

const texts = () => analytics.report().questions.map(({ text }) => text);

/** In a file, so that it can be read from outside. */
function keepInFile(): void {
  store.close();
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-analytics-'));
  store = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
  analytics = counting();
}

/** As another process would read it; bytes are written as hexadecimal digits. */
function rowsOf(table: string): Record<string, unknown>[] {
  analytics.report();
  using database = new DatabaseSync(path.join(folder ?? '', 'state.sqlite'), { readOnly: true });
  const rows = database.prepare(`SELECT * FROM ${table}`).all();
  const readable = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readable(value)])));
}

const TABLES = ['analytics_searches', 'analytics_askers', 'analytics_texts'];

describe('what is asked', () => {
  test('is told when the fifth person asks it, and until then its words are not even written down', () => {
    keepInFile();
    for (const person of people(4)) ask('Pay rise 2027', person);
    expect(texts()).toEqual([]);
    expect(JSON.stringify(TABLES.flatMap(rowsOf))).not.toMatch(/pay|rise|p[0-4]\b/i);
    ask('pay  RISE 2027!', 'p4');
    expect(analytics.report().questions).toMatchObject([{ text: 'pay rise 2027', searches: 5, people: 5 }]);
  });

  test('by one person on five days is asked by one person', () => {
    for (let day = 0; day < 8; day += 1) {
      clock += 86_400_000;
      ask('severance', 'p0');
    }
    expect(texts()).toEqual([]);
  });

  test('by three in one month and three in the next is not told: people are counted by the month', () => {
    for (const person of people(3)) ask('severance', person);
    clock = Date.UTC(2026, 3, 2);
    for (const person of people(3, 3)) ask('severance', person);
    expect(analytics.report('2026-03').questions).toEqual([]);
    expect(analytics.report('2026-04').questions).toEqual([]);
  });

  test('again by the same person within half an hour, or on another page or with a filter, is one search', () => {
    for (const person of people(5)) ask('mooring', person);
    ask('mooring', 'p0');
    ask('mooring', 'p0', { query: { page: 2 } });
    ask('mooring', 'p0', { query: { source: ['library'] }, results: 0 });
    expect(analytics.report().questions).toMatchObject([{ searches: 5, withoutResult: null }]);
    clock += 31 * 60_000;
    ask('mooring', 'p0');
    expect(analytics.report().questions).toMatchObject([{ searches: 6, people: 5 }]);
  });

  test('by whoever asks not to be counted, or with nothing in it, or while it is off, is not counted', () => {
    expect(ask('mooring', 'p0', { isPrivate: true })).toBeUndefined();
    expect(ask('  ', 'p0')).toBeUndefined();
    analytics = counting({ isOn: false });
    expect(ask('mooring', 'p0')).toBeUndefined();
    expect(analytics.report()).toMatchObject({ isOn: false, month: null, totals: null });
  });

  test('is forgotten when it is older than is kept, and the key of a month goes with the month', () => {
    for (const person of people(5)) ask('mooring', person);
    const march = Buffer.from(store.analytics.keyOf('2026-03')).toString('hex');
    clock = Date.UTC(2026, 3, 1);
    ask('mooring', 'p0');
    expect(analytics.report('2026-03').questions).toMatchObject([{ people: 5 }]);
    expect(Buffer.from(store.analytics.keyOf('2026-03')).toString('hex')).not.toBe(march);
    clock = Date.UTC(2026, 5, 1);
    ask('mooring', 'p0');
    expect(analytics.report().months).toEqual(['2026-06', '2026-04']);
  });
});

describe('what came of it', () => {
  test('is told as without a result only when five people had none', () => {
    for (const person of people(4)) ask('heron', person, { results: 0 });
    for (const person of people(4, 4)) ask('heron', person);
    expect(analytics.report().questions).toMatchObject([{ text: 'heron', people: 8, withoutResult: null }]);
    ask('heron', 'p8', { results: 0 });
    expect(analytics.report().questions).toMatchObject([{ people: 9, withoutResult: 5 }]);
  });

  test('is abandoned when five people who had results certainly opened nothing', () => {
    const tokens = people(9).map((person) => [person, ask('heron', person)] as const);
    for (const [person, token] of tokens.slice(0, 5)) expect(open(token, person)).toBe(true);
    expect(analytics.report().questions).toMatchObject([{ people: 9, abandoned: null }]);
    ask('heron', 'p9');
    expect(analytics.report().questions).toMatchObject([{ people: 10, abandoned: 5 }]);
  });

  test('is told by place, type and source where five people opened something', () => {
    for (const person of people(5)) open(ask('heron', person), person, 2);
    open(ask('gull', 'p0'), 'p0', 3, 'person');
    expect(analytics.report()).toMatchObject({
      totals: { searches: 6, people: 5, clicked: 6 },
      positions: [{ value: '2', clicks: 5 }],
      types: [{ value: 'document', clicks: 5 }],
      sources: [{ value: 'library', clicks: 6 }],
    });
  });

  test('counts once for an answer, and only for whom it was made', () => {
    const token = ask('heron', 'p0');
    expect(open(token, 'p1')).toBe(false);
    expect(open(`${token?.slice(0, -2)}AA`, 'p0')).toBe(false);
    expect(open('', 'p0')).toBe(false);
    expect(open(token, 'p0', 1)).toBe(true);
    expect(open(token, 'p0', 2)).toBe(true);
    expect(open(token, 'p0', 900)).toBe(true);
    analytics.report();
    expect(store.analytics.clicks('2026-03', 'position')).toEqual([{ value: '1', clicks: 1 }]);
  });

  test('by the day is told for days on which five people searched, the others are gaps', () => {
    for (const person of people(5)) ask('heron', person);
    clock += 86_400_000;
    ask('heron', 'p0');
    clock += 86_400_000;
    for (const person of people(6)) ask('heron', person);
    expect(analytics.report().days).toEqual([
      { day: '2026-03-12', searches: 5, times: { half: 12, most: 12, slowest: 12 } },
      { day: '2026-03-13', searches: null, times: null },
      { day: '2026-03-14', searches: 6, times: { half: 12, most: 12, slowest: 12 } },
    ]);
  });
});

test('rows of one person cannot be put together: their digest is another in every group, and in every month', () => {
  keepInFile();
  ask('heron', 'p0');
  ask('gull', 'p0', { results: 0 });
  clock = Date.UTC(2026, 3, 1);
  ask('heron', 'p0');
  const digests = rowsOf('analytics_askers').map(({ asker }) => asker);
  expect(digests.length).toBe(8);
  expect(new Set(digests).size).toBe(8);
});
