import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuditFilter, exportAudit } from '#server/audit/export-audit.ts';
import { type AuditFormat, AuditFrom, AuditRow, AuditTo } from '#server/contract/audit.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { AuditEntry, StateStore } from '#server/store/state-store.ts';

let store: StateStore;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

function append(overrides: Partial<AuditEntry>): void {
  const { id: _id, ...fields } = overrides;
  const plain = { at: 0, action: 'sign-in', outcome: 'done', actor: 'ada', subject: null, address: null, details: null };
  store.audit.append({ ...plain, ...fields });
}

function exported(format: AuditFormat, filter: AuditFilter = {}): string[] {
  return [...exportAudit(store.audit, { format, filter })];
}

test.each(['=1+1', '+49 30', '-2', '@SUM(A1)', '\tx', '\rx'])('the cell %j is text to a spreadsheet, not a formula', (actor) => {
  append({ actor });
  const [, line = ''] = exported('csv');
  const cell = /[",\r]/.test(actor) ? `"'${actor}"` : `'${actor}`;
  expect(line).toBe(`1,1970-01-01T00:00:00.000Z,sign-in,done,${cell},,,\r\n`);
});

test('commas, quotes and line breaks stay within their cell', () => {
  append({ actor: 'Lovelace, Ada', subject: 'a "b"', details: 'one\ntwo' });
  expect(exported('csv')).toEqual([
    'id,at,action,outcome,actor,subject,address,details\r\n',
    '1,1970-01-01T00:00:00.000Z,sign-in,done,"Lovelace, Ada","a ""b""",,"one\ntwo"\r\n',
  ]);
});

test('a line of JSON is a row of the contract, oldest first, more of them than one page of the store', () => {
  for (let number = 0; number < 1005; number++) append({ at: number });
  const rows = exported('jsonl').map((line) => AuditRow.parse(JSON.parse(line)));
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 1005 }, (_, position) => position + 1));
});

test('exports only what is asked for', () => {
  append({ actor: 'Ada', action: 'explain', at: Date.parse('2026-03-12T23:59:59Z') });
  append({ actor: 'ada', action: 'export', at: Date.parse('2026-03-13T00:00:00Z') });
  append({ actor: 'grace', action: 'explain', at: Date.parse('2026-03-12T00:00:00Z') });
  const ids = (filter: AuditFilter) => exported('jsonl', filter).map((line) => AuditRow.parse(JSON.parse(line)).id);
  expect(ids({ actor: 'ADA' })).toEqual([1, 2]);
  expect(ids({ action: 'explain' })).toEqual([1, 3]);
  expect(ids({ from: AuditFrom.parse('2026-03-12'), to: AuditTo.parse('2026-03-12') })).toEqual([1, 3]);
  expect(ids({ from: AuditFrom.parse('2026-03-12T12:00:00Z'), to: AuditTo.parse('2026-03-13T01:00:00+01:00') })).toEqual([1, 2]);
});

test('rows that are written during an export do not make it endless', () => {
  append({});
  const lines = exportAudit(store.audit, { format: 'jsonl', filter: {} });
  let count = 0;
  for (const _line of lines) {
    append({});
    count += 1;
    if (count > 10) break;
  }
  expect(count).toBe(1);
});
