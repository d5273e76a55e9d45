import { describe, expect, test } from 'vitest';
import { accessHashOf, storedAccessOf } from '#indexers/sync/acl-id.ts';
import type { AccessLayer, AccessRef } from '#indexers/types/access.ts';

const layer = (what: AccessLayer['what'], principals: string[], path?: string): AccessLayer => ({
  what,
  ...(path !== undefined && { path }),
  entries: principals.map((principal) => ({ effect: 'allow', principal })),
});
const known = (...layers: AccessLayer[]): AccessRef => ({ state: 'known', acl: { layers } });

test('equal rights have one id wherever they were read', () => {
  const here = known(layer('parent', ['group:a'], 'x'), layer('item', ['user:b'], 'x/y'));
  const there = known(layer('item', ['user:b'], 'z/y'), layer('parent', ['group:a'], 'z'), layer('parent', ['group:a'], 'z/z'));
  expect(accessHashOf(here)).toBe(accessHashOf(there));
  expect(accessHashOf(here)).toMatch(/^[0-9a-f]{24}$/);
});

test('other rights have another id: other entries, another order of entries, another layer', () => {
  const ids = [
    known(),
    known(layer('item', [])),
    known(layer('item', ['user:a', 'user:b'])),
    known(layer('item', ['user:b', 'user:a'])),
    known(layer('share', ['user:a', 'user:b'])),
    known({
      what: 'item',
      entries: [
        { effect: 'deny', principal: 'user:a' },
        { effect: 'allow', principal: 'user:b' },
      ],
    }),
    { state: 'unknown' as const, reason: 'EACCES' },
  ].map(accessHashOf);
  expect(new Set(ids).size).toBe(ids.length);
});

test('unknown for the same reason is one, whatever the file', () => {
  const unknown = (path: string): AccessRef => ({ state: 'unknown', reason: `EACCES: permission denied, open '${path}'` });
  expect(accessHashOf(unknown('/srv/a'))).toBe(accessHashOf(unknown('/srv/b 2')));
  expect(storedAccessOf(unknown('/srv/secret plan'))).toEqual({ state: 'unknown', reason: 'EACCES: permission denied, open …' });
});

test('what is stored does not name one document to the readers of another', () => {
  expect(storedAccessOf(known(layer('item', ['user:a'], 'secret plan.txt'), layer('parent', ['user:a'], 'folder')))).toEqual(
    known(layer('item', ['user:a']), layer('parent', ['user:a'], 'folder')),
  );
});

describe('rights that are the same in fewer words', () => {
  const entry = (effect: 'allow' | 'deny', principal: string) => ({ effect, principal });
  const item = (...entries: AccessLayer['entries']) => known({ what: 'item', entries });
  const same = (a: AccessRef, b: AccessRef) => accessHashOf(a) === accessHashOf(b);

  test('are one: without entries that can never decide, and without layers that refuse nobody', () => {
    const allow = entry('allow', 'group:a');
    const all = entry('allow', 'everyone');
    expect(same(item(allow, entry('deny', 'everyone'), entry('allow', 'group:b')), item(allow, entry('deny', 'everyone')))).toBe(
      true,
    );
    expect(same(item(allow, entry('allow', 'group:b'), allow), item(allow, entry('allow', 'group:b')))).toBe(true);
    expect(same(item(entry('deny', 'group:a'), allow), item(entry('deny', 'group:a')))).toBe(true);
    expect(same(item(allow, all), known())).toBe(true);
    expect(storedAccessOf(known(layer('share', ['everyone']), layer('item', ['user:b'])))).toEqual(
      known(layer('item', ['user:b'])),
    );
  });

  test('are not those that only look so', () => {
    const all = entry('allow', 'everyone');
    expect(same(item(entry('deny', 'group:a'), all), known())).toBe(false);
    expect(same(item(), known())).toBe(false);
    expect(same(item(entry('deny', 'everyone')), known())).toBe(false);
    // Where nobody knows who is in group a, its deny counts for everybody, and what comes after it for nobody.
    const inDoubt = [entry('allow', 'group:a'), entry('deny', 'group:a'), entry('allow', 'group:b')];
    expect(same(item(...inDoubt), item(entry('allow', 'group:a'), entry('allow', 'group:b')))).toBe(false);
  });
});
