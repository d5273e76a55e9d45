import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { group, manyPeople, TREE, toLdif } from '../../indexers/ldap/ldif.ts';
import { createHouse, writeNotes } from '../../support/house.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { startSlapd } from '../../support/slapd.ts';

/** The whole way, as an administrator goes it: real files and directories, `atrium sync`, Meilisearch, `atrium search`. */

const meilisearch = sharedMeilisearch();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-lost-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => meilisearch.deleteIndexes());

const house = (name: string, source: object) => createHouse({ folder, name, meilisearch, sources: [source] });

const drive = (root: string) => ({ id: 'library', kind: 'drive', path: root, permissions: 'everyone' });

/** Every document of an index, by id. */
async function wholeIndex(uid: string): Promise<unknown[]> {
  const schema = z.object({ results: z.array(z.looseObject({ id: z.string() })) });
  const { results } = await meilisearch.http.request({
    method: 'POST',
    path: `indexes/${uid}/documents/fetch`,
    body: { limit: 10_000 },
    schema,
  });
  return results.sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('a share', () => {
  test('that is not mounted removes nothing', async () => {
    const mountPoint = path.join(folder, 'share');
    await mkdir(mountPoint);
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', mountPoint]);
    let isMounted = true;
    try {
      await writeNotes(mountPoint, { folders: 2, notes: 5 });
      const atrium = await house('unmounted', drive(mountPoint));
      expect(await atrium.sync('library')).toMatchObject({ state: 'complete', code: 0, progress: { added: 10 } });
      execFileSync('umount', [mountPoint]);
      isMounted = false;
      for (const _ of [1, 2]) {
        const run = await atrium.sync('library');
        expect(run).toMatchObject({ state: 'failed', code: 1, progress: { removed: 0 } });
        expect(run.message).toMatch(/mount/);
      }
      expect(await atrium.found('documents')).toBe(10);
    } finally {
      if (isMounted) execFileSync('umount', [mountPoint]);
    }
  });

  test('that was emptied removes nothing before an administrator confirms, however often it is read', async () => {
    const root = path.join(folder, 'share');
    await writeNotes(root, { folders: 2, notes: 4 });
    const atrium = await house('emptied', drive(root));
    await atrium.sync('library');
    await rm(path.join(root, 'Folder 0'), { recursive: true });
    await rm(path.join(root, 'Folder 1'), { recursive: true });
    for (const _ of [1, 2, 3]) expect((await atrium.sync('library')).progress).toMatchObject({ removed: 0, held: 8 });
    expect(await atrium.found('documents')).toBe(8);
  });

  test('with a folder that cannot be read keeps what is in it and removes nothing', async () => {
    const nobody = 65_534;
    const root = path.join(folder, 'share');
    await writeNotes(root, { folders: 3, notes: 3 });
    const atrium = await house('unreadable', drive(root));
    await chmod(folder, 0o755);
    await mkdir(path.join(folder, 'unreadable'));
    await chown(path.join(folder, 'unreadable'), nobody, nobody);
    expect(await atrium.sync('library', { uid: nobody })).toMatchObject({ state: 'complete', progress: { added: 9 } });
    await chmod(path.join(root, 'Folder 1'), 0o700);
    const run = await atrium.sync('library', { uid: nobody });
    expect(run).toMatchObject({ state: 'partial', code: 1, progress: { removed: 0, held: 0, unreadable: 1 } });
    expect(await atrium.found('documents')).toBe(9);
  });

  test('whose files were moved keeps their ids and opens none of them', async () => {
    const root = path.join(folder, 'share');
    await writeNotes(root, { folders: 2, notes: 3 });
    const atrium = await house('moved', drive(root));
    await atrium.sync('library');
    const ids = async () => (await wholeIndex(`${atrium.indexPrefix}passages`)).map((passage) => (passage as { id: string }).id);
    const before = await ids();
    await rename(path.join(root, 'Folder 1'), path.join(root, 'Archive'));
    expect((await atrium.sync('library')).progress).toMatchObject({ opened: 0, removed: 0, held: 0 });
    expect(await ids()).toEqual(before);
    const { stdout } = await atrium.run(['search', 'river 1', '--type', 'documents', '--json']);
    expect(stdout).toContain('Archive/Note 0.md');
  });
});

describe('a directory', () => {
  test('that answers with code 4 half way removes nobody', async () => {
    const people = [...manyPeople(600)];
    const members = people.map((person) => person.dn);
    const ldif = toLdif([...TREE, ...people, group('all', members)]);
    const whole = await startSlapd({ ldif });
    const limited = await startSlapd({ ldif, sizeLimit: 300 });
    try {
      const source = {
        id: 'staff',
        kind: 'ldap',
        bindDn: whole.bindDn,
        bindPassword: whole.bindPassword,
        peopleBase: `ou=people,${whole.suffix}`,
        groupsBase: `ou=groups,${whole.suffix}`,
      };
      const atrium = await house('directory', { ...source, url: whole.url });
      expect(await atrium.sync('staff')).toMatchObject({ state: 'complete', progress: { added: 601 } });
      await atrium.configure([{ ...source, url: limited.url }]);
      const run = await atrium.sync('staff');
      expect(run).toMatchObject({ state: 'failed', code: 1, progress: { removed: 0 } });
      expect(run.message).toContain('size.prtotal=unlimited');
      expect(await atrium.found('people')).toBe(600);
    } finally {
      await whole.stop();
      await limited.stop();
    }
  });
});

test('a sync killed in the middle, and run again, leaves the index of one that was left alone', async () => {
  const root = path.join(folder, 'share');
  await writeNotes(root, { folders: 10, notes: 60 });
  const undisturbed = await house('undisturbed', drive(root));
  await undisturbed.sync('library');
  const killed = await house('killed', drive(root));
  const child = killed.start(['sync', 'library', '--json']);
  const exited = once(child, 'exit');
  const passages = async () => (await wholeIndex(`${killed.indexPrefix}passages`).catch(() => [])).length;
  while ((await passages()) === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await exited;
  expect(child.signalCode).toBe('SIGKILL');
  const rest = await killed.sync('library');
  expect(rest).toMatchObject({ state: 'complete', code: 0, progress: { seen: 600 } });
  expect(await wholeIndex(`${killed.indexPrefix}passages`)).toEqual(await wholeIndex(`${undisturbed.indexPrefix}passages`));
});
