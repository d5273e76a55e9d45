import { expect, test } from 'vitest';
import { aclIdOf, storedAccessOf } from '#indexers/sync/acl-id.ts';
import type { AccessLayer, AccessRef } from '#indexers/types.ts';

const layer = (what: AccessLayer['what'], principals: string[], path?: string): AccessLayer => ({
  what,
  ...(path !== undefined && { path }),
  entries: principals.map((principal) => ({ effect: 'allow', principal })),
});
const known = (...layers: AccessLayer[]): AccessRef => ({ state: 'known', acl: { layers } });

test('equal rights have one id wherever they were read', () => {
  const here = known(layer('parent', ['group:a'], 'x'), layer('item', ['user:b'], 'x/y'));
  const there = known(layer('item', ['user:b'], 'z/y'), layer('parent', ['group:a'], 'z'), layer('parent', ['group:a'], 'z/z'));
  expect(aclIdOf(here)).toBe(aclIdOf(there));
  expect(aclIdOf(here)).toMatch(/^[0-9a-f]{24}$/);
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
  ].map(aclIdOf);
  expect(new Set(ids).size).toBe(ids.length);
});

test('unknown for the same reason is one, whatever the file', () => {
  const unknown = (path: string): AccessRef => ({ state: 'unknown', reason: `EACCES: permission denied, open '${path}'` });
  expect(aclIdOf(unknown('/srv/a'))).toBe(aclIdOf(unknown('/srv/b 2')));
  expect(storedAccessOf(unknown('/srv/secret plan'))).toEqual({ state: 'unknown', reason: 'EACCES: permission denied, open …' });
});

test('what is stored does not name one document to the readers of another', () => {
  expect(storedAccessOf(known(layer('item', ['user:a'], 'secret plan.txt'), layer('parent', ['user:a'], 'folder')))).toEqual(
    known(layer('item', ['user:a']), layer('parent', ['user:a'], 'folder')),
  );
});
