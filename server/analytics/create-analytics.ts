import { FEWEST_PEOPLE } from '../contract/analytics.ts';
import { FACETS, type SearchQuery } from '../contract/search.ts';
import type { Logger } from '../logger.ts';
import { foldedLine } from '../search/query/parse-query.ts';
import type { AnalyticsStore } from '../store/analytics/analytics-store.ts';
import type { Transact } from '../store/database.ts';
import type { Analytics } from './analytics.ts';
import { type Answered, createDigests, type Digests, newSearchId } from './digests.ts';
import { createReport } from './report.ts';
import { scopeOf } from './scopes.ts';
import { dayOf, monthOf, monthsBefore } from './times.ts';

/** Within it the same question of the same person is one search, milliseconds. */
const SAME_SEARCH = 30 * 60_000;
/** Longest question that is written down, characters. */
const LONGEST = 200;
/** Searches remembered as lately asked. */
const MOST_RECENT = 20_000;
/** Rows are written together: each of its own would cost every search a wait for the disk. Milliseconds. */
const WRITE_AFTER = 2_000;

export function createAnalytics(options: {
  store: { analytics: AnalyticsStore; transaction: Transact };
  logger: Logger;
  isOn: boolean;
  keepMonths: number;
  isInvented?: boolean;
  now?: () => number;
}): Analytics {
  const { isOn, keepMonths, logger, now = Date.now } = options;
  const store = options.store.analytics;
  const ofMonth = digestsByMonth(store, keepMonths);
  const recent = new Map<string, { answered: Answered; at: number }>();
  const writing = writeLater({ transaction: options.store.transaction, logger });

  function write(
    answered: Answered,
    search: { line: string; person: string; tookMs: number; at: number; digests: Digests },
  ): void {
    const { line, person, tookMs, at, digests } = search;
    const [day, month] = [dayOf(at), monthOf(at)];
    const { id, question, results } = answered;
    const join = (scope: string) => store.addAsker(month, scope, digests.asker(scope, person));
    store.addSearch({ id, day, question, results, tookMs: Math.round(tookMs) });
    join('month');
    join(`day ${day}`);
    if (results === 0) join(scopeOf('nothing', question));
    if (join(scopeOf('asked', question)) >= FEWEST_PEOPLE) store.addText(month, question, line.slice(0, LONGEST));
  }

  return {
    searched({ by, query, results, tookMs }) {
      const line = foldedLine(query.q);
      if (!isOn || by.isPrivate || line === '') return undefined;
      const at = now();
      const digests = ofMonth(monthOf(at));
      const name = `${line}\n${by.person}`;
      const last = recent.get(name);
      const isSame = last !== undefined && at - last.at < SAME_SEARCH;
      if (!isSame && !isPlain(query)) return undefined;
      const answered = isSame ? last.answered : { id: newSearchId(), question: digests.question(line), results };
      remember(recent, name, { answered, at });
      if (!isSame) writing.add(() => write(answered, { line, person: by.person, tookMs, at, digests }));
      return digests.seal(answered, by.person);
    },
    clicked({ token, position, type, source = null }, by) {
      if (!isOn || by.isPrivate) return true;
      const month = monthOf(now());
      const digests = ofMonth(month);
      const answered = digests.open(token, by.person);
      if (!answered) return false;
      if (position > Math.max(1, answered.results)) return true;
      const place = position > 10 ? 11 : position;
      const scopes = [scopeOf('clicked', answered.question), `position ${place}`, `type ${type}`];
      if (source !== null) scopes.push(`source ${source}`);
      writing.add(() => {
        store.setClick(answered.id, { position: place, type, source });
        for (const scope of scopes) store.addAsker(month, scope, digests.asker(scope, by.person));
      });
      return true;
    },
    report(month) {
      writing.now();
      return createReport(store, { month, isOn, keepMonths, isInvented: options.isInvented ?? false });
    },
    close: () => writing.now(),
  };
}

const FILTERS = [...FACETS, 'folder', 'modifiedFrom', 'modifiedTo'] as const satisfies (keyof SearchQuery)[];

/** A first answer to the words alone: what filters leave says nothing about the words. */
function isPlain(query: SearchQuery): boolean {
  return query.page === 1 && query.type === 'all' && FILTERS.every((filter) => query[filter] === undefined);
}

function digestsByMonth(store: AnalyticsStore, keepMonths: number): (month: string) => Digests {
  let current: { month: string; digests: Digests } | undefined;
  return (month) => {
    if (current?.month !== month) {
      current = { month, digests: createDigests(store.keyOf(month)) };
      store.forgetBefore(monthsBefore(month, keepMonths - 1));
    }
    return current.digests;
  };
}

/** Later ones last, so that the first are those to be forgotten. */
function remember<T>(map: Map<string, T>, name: string, value: T): void {
  map.delete(name);
  map.set(name, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_RECENT) break;
    map.delete(oldest);
  }
}

/** A crash loses the last seconds of it; a full disk loses more, and nobody's search fails for it. */
function writeLater({ transaction, logger }: { transaction: Transact; logger: Logger }) {
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const all = waiting;
    waiting = [];
    if (all.length === 0) return;
    try {
      transaction(() => {
        for (const one of all) one();
      });
    } catch (error) {
      logger.warn({ err: error }, 'searches could not be counted');
    }
  };
  return {
    now: write,
    add(one: () => void) {
      waiting.push(one);
      timer ??= setTimeout(write, WRITE_AFTER).unref();
    },
  };
}
