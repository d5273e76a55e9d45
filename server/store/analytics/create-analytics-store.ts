import { randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';
import { bytes, integer, text } from '../rows.ts';
import type { AnalyticsStore } from './analytics-store.ts';

const KEY_BYTES = 32;
const COUNTS = 'count(*) AS searches, total(results = 0) AS without_result, count(click_position) AS clicked';

export function createAnalyticsStore(database: Database): AnalyticsStore {
  return { ...writing(database), ...reading(database) };
}

function writing({ sql, transaction }: Database) {
  const key = sql.prepare('SELECT key FROM analytics_keys WHERE month = ?');
  const addKey = sql.prepare('INSERT OR IGNORE INTO analytics_keys VALUES (?, ?)');
  const forgetKeys = sql.prepare('DELETE FROM analytics_keys WHERE month < ?');
  const addSearch = sql.prepare(
    'INSERT OR IGNORE INTO analytics_searches (id, day, question, results, took_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const setClick = sql.prepare(
    'UPDATE analytics_searches SET click_position = ?, click_type = ?, click_source = ? WHERE id = ? AND click_position IS NULL',
  );
  const addAsker = sql.prepare('INSERT OR IGNORE INTO analytics_askers VALUES (?, ?, ?)');
  const countAskers = sql.prepare('SELECT count(*) AS people FROM analytics_askers WHERE month = ? AND scope = ?');
  const addText = sql.prepare('INSERT OR IGNORE INTO analytics_texts VALUES (?, ?, ?)');
  const forget = ['searches WHERE substr(day, 1, 7)', 'askers WHERE month', 'texts WHERE month', 'keys WHERE month'].map((what) =>
    sql.prepare(`DELETE FROM analytics_${what} < ?`),
  );
  return {
    keyOf(month: string) {
      const known = key.get(month);
      if (known) return bytes(known, 'key');
      return transaction(() => {
        addKey.run(month, randomBytes(KEY_BYTES));
        forgetKeys.run(month);
        const row = key.get(month);
        if (row === undefined) throw new TypeError(`the key of ${month} was not kept`);
        return bytes(row, 'key');
      });
    },
    addSearch({ id, day, question, results, tookMs }) {
      addSearch.run(id, day, question, results, tookMs);
    },
    setClick(id, { position, type, source }) {
      setClick.run(position, type, source, id);
    },
    addAsker(month, scope, asker) {
      addAsker.run(month, scope, asker);
      const row = countAskers.get(month, scope);
      return row ? integer(row, 'people') : 0;
    },
    addText(month, question, asked) {
      addText.run(month, question, asked);
    },
    forgetBefore(month) {
      transaction(() => forget.forEach((statement) => void statement.run(month)));
    },
  } satisfies Partial<AnalyticsStore>;
}

function reading({ sql }: Database) {
  const ofMonth = `day >= ?1 || '-01' AND day <= ?1 || '-31'`;
  const askers = sql.prepare('SELECT scope, count(*) AS people FROM analytics_askers WHERE month = ? GROUP BY scope');
  const months = sql.prepare('SELECT DISTINCT substr(day, 1, 7) AS month FROM analytics_searches ORDER BY month DESC');
  const days = sql.prepare(`SELECT day, count(*) AS searches FROM analytics_searches WHERE ${ofMonth} GROUP BY day ORDER BY day`);
  const times = sql.prepare('SELECT took_ms FROM analytics_searches WHERE day = ? ORDER BY took_ms');
  const totals = sql.prepare(`SELECT ${COUNTS} FROM analytics_searches WHERE ${ofMonth}`);
  const questions = sql.prepare(`
    SELECT question, text, ${COUNTS} FROM analytics_texts JOIN analytics_searches USING (question)
    WHERE month = ?1 AND ${ofMonth} GROUP BY question ORDER BY searches DESC, text`);
  const clicks = Object.fromEntries(
    (['position', 'type', 'source'] as const).map((column) => [
      column,
      sql.prepare(`
        SELECT CAST(click_${column} AS TEXT) AS value, count(*) AS clicks FROM analytics_searches
        WHERE ${ofMonth} AND click_${column} IS NOT NULL GROUP BY click_${column} ORDER BY clicks DESC`),
    ]),
  );
  return {
    askers: (month: string) => new Map(askers.all(month).map((row) => [text(row, 'scope'), integer(row, 'people')])),
    months: () => months.all().map((row) => text(row, 'month')),
    days: (month) => days.all(month).map((row) => ({ day: text(row, 'day'), searches: integer(row, 'searches') })),
    times: (day) => times.all(day).map((row) => integer(row, 'took_ms')),
    totals(month) {
      const row = totals.get(month);
      return row ? countsOf(row) : { searches: 0, withoutResult: 0, clicked: 0 };
    },
    questions: (month) =>
      questions.all(month).map((row) => ({ question: bytes(row, 'question'), text: text(row, 'text'), ...countsOf(row) })),
    clicks: (month, by) =>
      (clicks[by]?.all(month) ?? []).map((row) => ({ value: text(row, 'value'), clicks: integer(row, 'clicks') })),
  } satisfies Partial<AnalyticsStore>;
}

function countsOf(row: Parameters<typeof integer>[0]) {
  return {
    searches: integer(row, 'searches'),
    withoutResult: integer(row, 'without_result'),
    clicked: integer(row, 'clicked'),
  };
}
