import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriveTree } from '#indexers/sources/drive/drive-tree.ts';
import { walkTree } from '#indexers/sources/file-tree/walk.ts';
import type { WalkMessage, WalkOptions } from '#indexers/sources/file-tree/walk-messages.ts';
import { createDriveFixture, type DriveFixture, rulesOf } from './drive-fixture.ts';

let drive: DriveFixture;
beforeAll(() => {
  drive = createDriveFixture();
  for (const name of ['Plans/a.txt', 'Plans/b.txt', 'Archive/old.txt']) drive.write(name);
});
afterAll(() => drive.remove());

/** What a look says of places that are told to be gone. */
function goneOf(ids: string[], mounts: string[] = []): string[] {
  const messages: WalkMessage[] = [];
  const only: WalkOptions['only'] = ids.map((id) => ({ id, what: 'gone' }));
  const tree = openDriveTree({ root: drive.path, permissions: rulesOf({}) });
  walkTree(tree, { include: ['**/*'], exclude: [], hidden: false, mounts, only }, (message) => messages.push(message));
  expect(messages.at(-1)).toMatchObject({ type: 'end', whole: false });
  return messages.flatMap((message) => (message.type === 'gone' ? [message.id] : []));
}

test('what is there after all is not gone', () => {
  rmSync(`${drive.path}/Plans/a.txt`);
  expect(goneOf(['Plans/a.txt', 'Plans/b.txt'])).toEqual(['Plans/a.txt']);
});

test('a file of a file system that may be unmounted is left to a walk that sees that', () => {
  expect(goneOf(['Archive/gone.txt', 'Plans/gone.txt'], ['Archive'])).toEqual(['Plans/gone.txt']);
});

test('a place of which nobody can tell does not keep the others from being looked at', () => {
  const beyondNameMax = 'x'.repeat(300);
  expect(goneOf([beyondNameMax, 'Plans/gone.txt'])).toEqual(['Plans/gone.txt']);
});
