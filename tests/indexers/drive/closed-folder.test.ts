import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDriveTree } from '#indexers/sources/drive/drive-tree.ts';
import { walkTree } from '#indexers/sources/file-tree/walk.ts';
import type { WalkMessage } from '#indexers/sources/file-tree/walk-messages.ts';
import { createDriveFixture, type DriveFixture, rulesOf } from './drive-fixture.ts';

let drive: DriveFixture;
beforeEach(() => {
  drive = createDriveFixture();
  drive.write('locked/deep/1.txt');
  drive.write('open.txt');
});
afterEach(() => drive.remove());

const byRoot = [{ effect: 'allow', principal: 'uid:0' }];

test.each([
  ['be listed', 0o700, 'locked'],
  ['be passed', 0o744, 'locked/deep'],
])('a folder that may not %s any more tells who still may', (_what, mode, unreadable) => {
  chmodSync(join(drive.path, 'locked'), mode);
  const messages = walkAsNobody('posix');
  const message = messages.find(({ type }) => type === 'unreadable');
  expect(message).toMatchObject({ id: unreadable, access: expect.any(Number) });
  const number = message?.type === 'unreadable' ? message.access : undefined;
  expect(messages.find((one) => one.type === 'access' && one.number === number)).toMatchObject({
    access: { state: 'known', acl: { layers: [{ what: 'parent', path: 'locked', entries: byRoot }] } },
  });
});

test('says nothing of who may where the configuration decides that', () => {
  chmodSync(join(drive.path, 'locked'), 0o700);
  const message = walkAsNobody('everyone').find(({ type }) => type === 'unreadable');
  expect(message).toEqual({ type: 'unreadable', id: 'locked', subtree: true, error: expect.stringContaining('EACCES') });
});

/** Root may read everything; this is how a share looks to somebody who may not. */
function walkAsNobody(permissions: 'posix' | 'everyone'): WalkMessage[] {
  const messages: WalkMessage[] = [];
  process.seteuid?.(65534);
  try {
    const tree = openDriveTree({ root: drive.path, permissions: rulesOf({ permissions }) });
    const options = { include: ['**/*'], exclude: [], hidden: false, mounts: [] };
    walkTree(tree, options, (message) => void messages.push(message));
  } finally {
    process.seteuid?.(0);
  }
  return messages;
}
