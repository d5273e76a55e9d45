import { describe, expect, test } from 'vitest';
import { changedSince, leadsFrom, timeMark } from '#indexers/sources/ldap/delta/change-marks.ts';
import type { ChangeMark } from '#indexers/sources/ldap/delta/cursor.ts';
import { ACTIVE_DIRECTORY_RULES, type ExclusionRule, POSIX_RULES } from '#indexers/sources/ldap/exclusion-rules.ts';
import type { Filter } from '#indexers/sources/ldap/wire/filter.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** By both clocks, which agree here. */
const NEWEST = Date.UTC(2026, 0, 2, 3, 4, 5);

/** The marks of runs at these times after the latest change, milliseconds; nothing changes between them. */
function marksAt(times: number[], contextCsn: Record<string, string> = {}): ChangeMark[] {
  const marks: (ChangeMark & { kind: 'time' })[] = [];
  for (const after of times) {
    const startedAt = NEWEST + after;
    const mark = timeMark(NEWEST, { before: marks.at(-1), contextCsn, startedAt, scannedAt: startedAt + SECOND });
    if (mark !== undefined) marks.push(mark);
  }
  return marks;
}

function bound(mark: ChangeMark | undefined): string {
  const filter = mark && changedSince(mark);
  return filter?.type === 'greater-or-equal' ? `${filter.attribute} ${filter.value}` : '';
}

describe('the time from which changes are asked for', () => {
  test('lies two minutes before the latest change, by the clock of the server', () => {
    expect(marksAt([0, 60 * SECOND]).map(bound)).toEqual(Array(2).fill('modifyTimestamp 20260102030205Z'));
  });

  test('lies behind it when nothing else turned up within two minutes', () => {
    const marks = marksAt([0, 2 * MINUTE, 3 * MINUTE]);
    expect(marks.map(bound)).toEqual([
      'modifyTimestamp 20260102030205Z',
      // A second too few: the latest change was seen at the end of a scan that took one.
      'modifyTimestamp 20260102030205Z',
      'modifyTimestamp 20260102030406Z',
    ]);
  });

  test('lies further back where several servers write, each by a clock of its own', () => {
    const several = { '001': 'x', '002': 'y' };
    expect(marksAt([0, 3 * MINUTE], several).map(bound)).toEqual(Array(2).fill('modifyTimestamp 20260102024905Z'));
  });

  test('is none where a time stamp is missing, or so far in the future that it would hide every change', () => {
    const now = { before: undefined, contextCsn: {}, startedAt: NEWEST, scannedAt: NEWEST };
    expect(timeMark(undefined, now)).toBeUndefined();
    expect(timeMark(NEWEST + 6 * MINUTE, now)).toBeUndefined();
    expect(timeMark(NEWEST + 4 * MINUTE, now)).toBeDefined();
  });

  test('is a number in Active Directory, beyond what a double can hold', () => {
    expect(bound({ kind: 'usn', highest: '9007199254740993' })).toBe('uSNChanged 9007199254740994');
  });
});

describe('a mark leads on from another', () => {
  const at = (overrides: Partial<ChangeMark & { kind: 'time' }> = {}): ChangeMark => ({
    kind: 'time',
    newest: NEWEST,
    firstSeenAt: NEWEST,
    isSettled: false,
    contextCsn: { '001': '20260102030405.000000Z#000000#001#000000' },
    ...overrides,
  });

  test.each<[string, ChangeMark, ChangeMark, boolean]>([
    ['that is the same', at(), at(), true],
    ['of later changes', at(), at({ newest: NEWEST + 1 }), true],
    ['not when what changed last is gone', at(), at({ newest: NEWEST - 1 }), false],
    ['not when the server has gone back', at(), at({ contextCsn: { '001': '20260102030404.999999Z#000000#001#000000' } }), false],
    ['not when a server has gone that wrote before', at(), at({ contextCsn: {} }), false],
    [
      'when a server was added',
      at(),
      at({ contextCsn: { '001': '20270102030405.000000Z#000000#001#000000', '002': '2026' } }),
      true,
    ],
    ['of another kind: never', at(), { kind: 'usn', highest: '1' }, false],
    ['of a greater USN', { kind: 'usn', highest: '9' }, { kind: 'usn', highest: '10' }, true],
    ['not of a smaller USN', { kind: 'usn', highest: '10' }, { kind: 'usn', highest: '9' }, false],
  ])('%s', (_, before, now, leads) => {
    expect(leadsFrom(before, now)).toBe(leads);
  });
});

describe('a rule that comes true by time alone', () => {
  const rules = [...POSIX_RULES, ...ACTIVE_DIRECTORY_RULES.people].filter(({ cameTrue }) => cameTrue !== undefined);
  const values: Record<string, (time: number) => string> = {
    shadowExpire: (time) => String(Math.floor(time / DAY)),
    accountExpires: (time) => String(BigInt(time + 11_644_473_600_000) * 10_000n),
  };

  test.each(rules.map((rule) => [rule.attribute, rule] as const))(
    '(%s) finds everybody whom it leaves out since then',
    (attribute, rule) => {
      const from = NEWEST - DAY;
      for (let time = from - 3 * DAY; time < NEWEST + 3 * DAY; time += DAY / 7) {
        const value = values[attribute]?.(Math.trunc(time)) ?? '';
        const isNew = rule.excludes(value, NEWEST) && !rule.excludes(value, from);
        if (isNew) expect(isFound(rule, value, from)).toBe(true);
        if (!rule.excludes(value, NEWEST + DAY)) expect(isFound(rule, value, from)).toBe(false);
      }
      expect(rules.map((one) => one.attribute).sort()).toEqual(Object.keys(values).sort());
    },
  );

  const isFound = (rule: ExclusionRule, value: string, from: number): boolean => {
    const filter = rule.cameTrue?.({ from, to: NEWEST });
    return filter !== undefined && matches(filter, value);
  };
});

function matches(filter: Filter, value: string): boolean {
  switch (filter.type) {
    case 'and':
      return filter.filters.every((one) => matches(one, value));
    case 'or':
      return filter.filters.some((one) => matches(one, value));
    case 'equal':
      return filter.value.toString() === value;
    case 'greater-or-equal':
      return BigInt(value) >= BigInt(filter.value.toString());
    case 'less-or-equal':
      return BigInt(value) <= BigInt(filter.value.toString());
    default:
      throw new Error(`not in the filters of a rule: ${filter.type}`);
  }
}
