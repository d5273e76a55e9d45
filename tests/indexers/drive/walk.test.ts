import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setAttributeSync } from '@napi-rs/xattr';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDriveTree } from '#indexers/sources/drive/drive-tree.ts';
import { walkTree } from '#indexers/sources/file-tree/walk.ts';
import type { WalkMessage } from '#indexers/sources/file-tree/walk-messages.ts';
import type { SourceChange, SourceItem } from '#indexers/types.ts';
import { collect, itemsOf } from '../../contracts/source-contract.ts';
import { NTACL_VALUES } from '../acl/ntacl-values.ts';
import { createDriveFixture, type DriveFixture, rulesOf, summarise } from './drive-fixture.ts';

const soon = (): AbortSignal => AbortSignal.timeout(20_000);
let drive: DriveFixture;

beforeEach(() => {
  drive = createDriveFixture();
});
afterEach(() => drive.remove());

async function read(config: Record<string, unknown> = {}): Promise<ReturnType<typeof summarise>> {
  return summarise(await collect(drive.source(config), soon()));
}

async function item(id: string, config: Record<string, unknown> = {}): Promise<SourceItem> {
  const found = itemsOf(await collect(drive.source(config), soon())).find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} was not found`);
  return found;
}

describe('what a drive holds', () => {
  it('is told in the order of the bytes of the names, what is in a folder after its own files', async () => {
    for (const name of ['b.txt', 'a/2.txt', 'a/10.txt', 'B.txt', 'é.txt', 'c/d/e.txt', 'c/f.txt']) drive.write(name);
    expect((await read()).files).toEqual(['B.txt', 'b.txt', 'é.txt', 'a/10.txt', 'a/2.txt', 'c/f.txt', 'c/d/e.txt']);
  });

  it.each([
    ['c/d', ['top.txt', 'c/1.txt', 'c/d/2.txt', 'c/e/3.txt', 'f/4.txt', 'a/5.txt', 'c/b/6.txt']],
    ['c/d2', ['top.txt', 'c/1.txt', 'c/e/3.txt', 'f/4.txt', 'a/5.txt', 'c/b/6.txt', 'c/d/2.txt']],
    ['zz', ['top.txt', 'a/5.txt', 'c/1.txt', 'c/b/6.txt', 'c/d/2.txt', 'c/e/3.txt', 'f/4.txt']],
    ['', ['top.txt', 'a/5.txt', 'c/1.txt', 'c/b/6.txt', 'c/d/2.txt', 'c/e/3.txt', 'f/4.txt']],
  ])('is told from the folder "%s" on when that is asked for, and all of it', async (from, order) => {
    for (const name of order) drive.write(name);
    const changes: SourceChange[] = [];
    for await (const change of drive.source().read({ signal: soon(), from })) changes.push(change);
    expect(summarise(changes).files).toEqual(order);
  });

  it('includes names that are not UTF-8, openable by their bytes', async () => {
    const bytes = Buffer.from(`${drive.path}/caf\xe9`, 'latin1');
    mkdirSync(bytes);
    writeFileSync(Buffer.concat([bytes, Buffer.from('/\xff.txt', 'latin1')]), 'bytes');
    const found = await item('caf%E9/%FF.txt');
    expect(found.path).toBe('caf\ufffd/\ufffd.txt');
    const { content } = found;
    expect(content.kind === 'file' && statSync((await content.open(soon())).path).size).toBe(5);
  });

  it('leaves out what is no regular file without opening it, each for a reason', async () => {
    spawnSync('mkfifo', [join(drive.path, 'pipe')]);
    symlinkSync('/etc', join(drive.path, 'link'));
    spawnSync('mknod', [join(drive.path, 'device'), 'c', '1', '3']);
    const server = createServer().listen(join(drive.path, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect((await read()).excluded).toEqual({
      device: 'not a regular file: device',
      link: 'symbolic link (not followed)',
      pipe: 'not a regular file: named pipe',
      socket: 'not a regular file: socket',
    });
    server.close();
  });

  it.each([
    ['~$minutes.docx', /lock file of an office/],
    ['.~lock.minutes.odt#', /LibreOffice/],
    ['draft.TMP', /temporary/],
    ['film.mkv.part', /unfinished/],
    ['setup.crdownload', /unfinished/],
    ['._minutes.docx', /macOS/],
    ['.DS_Store', /macOS/],
    ['Thumbs.db', /Windows/],
    ['desktop.ini', /Windows/],
    ['.profile', /dot/],
    ['$RECYCLE.BIN/a.txt', /recycle bin/],
    ['#recycle/a.txt', /recycle bin/],
    ['.Trash-1000/a.txt', /recycle bin/],
    ['System Volume Information/a.txt', /System Volume/],
    ['.snapshot/a.txt', /snapshots/],
    ['~snapshot/a.txt', /snapshots/],
    ['@eaDir/a.txt', /Synology/],
    ['lost+found/a.txt', /lost\+found/],
  ])('leaves out %s by a named rule', async (name, rule) => {
    drive.write(name);
    drive.write('kept.txt');
    const { files, excluded } = await read();
    expect(files).toEqual(['kept.txt']);
    expect(excluded).toEqual({ [name.split('/')[0] ?? '']: expect.stringMatching(rule) });
  });

  it('reports an excluded folder once, with all that is below it', async () => {
    for (const name of ['Archive/old/1.txt', 'Archive/2.txt', 'New/3.txt']) drive.write(name);
    const changes = await collect(drive.source({ exclude: ['Archive/**'] }), soon());
    expect(changes.filter(({ type }) => type === 'excluded')).toEqual([
      { type: 'excluded', id: 'Archive', path: 'Archive', rule: 'exclude: Archive/**', subtree: true },
    ]);
    expect(summarise(changes).files).toEqual(['New/3.txt']);
  });

  it('is limited to what include names, without walking the rest', async () => {
    for (const name of ['Products/a.pdf', 'Products/deep/b.pdf', 'Products/c.exe', 'Games/d/e.pdf', 'f.pdf']) drive.write(name);
    expect(await read({ include: ['Products/**/*.pdf'] })).toEqual({
      files: ['Products/a.pdf', 'Products/deep/b.pdf'],
      excluded: { Games: 'not in include', 'Products/c.exe': 'not in include', 'f.pdf': 'not in include' },
      unreadable: [],
    });
  });

  it('matches globs whatever way a name spells its accents', async () => {
    drive.write('Cafe\u0301/a.txt');
    expect((await read({ exclude: ['Caf\u00e9/**'] })).files).toEqual([]);
  });

  it('carries the label of the first glob that matches', async () => {
    drive.write('History/1979.md');
    drive.write('other.md');
    const config = { labels: { 'History/**': 'history', '**/*.md': 'note' } };
    expect((await item('History/1979.md', config)).content).toMatchObject({ label: 'history' });
    expect((await item('other.md', config)).content).toMatchObject({ label: 'note' });
  });

  it('ends at 256 folders below each other and says so', async () => {
    mkdirSync(join(drive.path, 'd/'.repeat(300)), { recursive: true });
    const { excluded } = await read();
    expect(excluded).toEqual({ ['d/'.repeat(257).slice(0, -1)]: 'deeper than 256 folders' });
  });
});

describe('the mark of a change', () => {
  it('moves the version when the content is written, and the mark with it', async () => {
    drive.write('a.txt', 'one');
    const before = await item('a.txt');
    drive.write('a.txt', 'other');
    const after = await item('a.txt');
    expect(after.version).not.toBe(before.version);
    expect(after.changeMark).not.toBe(before.changeMark);
  });

  it('moves without the version when the time of the content is set back', async () => {
    const path = drive.write('a.txt', 'one');
    utimesSync(path, 1000, 1000);
    const before = await item('a.txt');
    drive.write('a.txt', 'two');
    utimesSync(path, 1000, 1000);
    const after = await item('a.txt');
    expect(after.version).toBe(before.version);
    expect(after.access).toEqual(before.access);
    expect(after.changeMark).not.toBe(before.changeMark);
  });

  it('moves with the access alone when only permissions change', async () => {
    const path = drive.write('a.txt', 'one');
    const before = await item('a.txt');
    chmodSync(path, 0o600);
    const after = await item('a.txt');
    expect(after.version).toBe(before.version);
    expect(after.changeMark).not.toBe(before.changeMark);
    expect(after.access).not.toEqual(before.access);
  });

  it('leaves the fingerprint alone when a file is renamed', async () => {
    drive.write('a.txt', 'one');
    const before = await item('a.txt');
    renameSync(join(drive.path, 'a.txt'), join(drive.path, 'b.txt'));
    expect((await item('b.txt')).fingerprint).toBe(before.fingerprint);
  });

  it('does without inodes where those are not stable', async () => {
    drive.write('a.txt', 'one');
    const found = await item('a.txt', { stableInodes: false });
    expect(found.version).not.toContain(String(statSync(join(drive.path, 'a.txt')).ino));
    expect(found.fingerprint).toBeUndefined();
  });
});

describe('a drive that is not what it was', () => {
  it('fails when another folder has taken its place, and says what to do', async () => {
    drive.write('library/a.txt');
    const path = join(drive.path, 'library');
    await read({ path });
    renameSync(path, join(drive.path, 'elsewhere'));
    mkdirSync(path);
    const failure = await read({ path }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const acceptRoot = /acceptRoot: ([^"]+)"/.exec(String(failure))?.[1];
    expect(String(failure)).toMatch(/held 1 files: is the drive mounted\?/);
    expect((await read({ path, acceptRoot })).files).toEqual([]);
  });

  it('is empty when it was emptied: the same folder, so the removal guard decides', async () => {
    const path = drive.write('a.txt');
    await read();
    rmSync(path);
    const changes = await collect(drive.source(), soon());
    expect(changes).toEqual([{ type: 'complete', snapshot: true }]);
  });

  it('does not remember a folder in which it saw nothing', async () => {
    await read();
    expect(drive.memory.size).toBe(0);
  });

  it('keeps what was in a file system that is mounted below it no more', async () => {
    drive.write('mnt/left-over.txt');
    drive.write('a.txt');
    await read();
    const known = JSON.parse(drive.memory.get('root') ?? '');
    drive.memory.set('root', JSON.stringify({ ...known, mounts: ['mnt'] }));
    for (const _ of ['first', 'second']) expect(await read()).toMatchObject({ files: ['a.txt'], unreadable: ['mnt'] });
    expect((await read({ exclude: ['mnt'] })).unreadable).toEqual([]);
    expect((await read()).files).toEqual(['a.txt', 'mnt/left-over.txt']);
  });

  it('keeps what is in a folder that cannot be read, and reads on', () => {
    for (const name of ['a/1.txt', 'locked/2.txt', 'z/3.txt']) drive.write(name);
    chmodSync(join(drive.path, 'locked'), 0o700);
    const messages = asUser(65534, () => walkHere(drive.path));
    expect(messages.filter(({ type }) => type === 'unreadable')).toEqual([
      { type: 'unreadable', id: 'locked', subtree: true, error: expect.stringContaining('EACCES') },
    ]);
    expect(messages.flatMap((message) => (message.type === 'file' ? [message.id] : []))).toEqual(['a/1.txt', 'z/3.txt']);
    expect(messages.at(-1)).toMatchObject({ type: 'end', unreadable: 1 });
  });

  it('fails when the folder itself cannot be read', () => {
    drive.write('a.txt');
    chmodSync(drive.path, 0o711);
    expect(() => asUser(65534, () => walkHere(drive.path))).toThrow('EACCES');
  });

  it('fails when the folder is exchanged while it is read', () => {
    drive.write('library/a/1.txt');
    const path = join(drive.path, 'library');
    const exchange = (message: WalkMessage): void => {
      if (message.type !== 'file') return;
      renameSync(path, join(drive.path, 'elsewhere'));
      mkdirSync(path);
    };
    expect(() => walkHere(path, exchange)).toThrow('replaced or unmounted');
  });

  it('says nothing of a file that is deleted while its folder is read', () => {
    drive.write('a.txt');
    drive.write('b.txt');
    const messages = walkHere(drive.path, (message) => {
      if (message.type === 'file') rmSync(join(drive.path, 'b.txt'), { force: true });
    });
    expect(messages.map(({ type }) => type)).toEqual(['root', 'access', 'file', 'end']);
  });
});

describe('configured permissions', () => {
  it('are everyone, or the groups of the first glob that matches, or nobody', async () => {
    drive.write('HR/salaries.txt');
    drive.write('Public/menu.txt');
    drive.write('else.txt');
    expect((await item('HR/salaries.txt', { permissions: 'everyone' })).access).toEqual({ state: 'known', acl: { layers: [] } });
    const permissions = { folders: { 'HR/**': ['hr', 'leadership'], 'Public/**': 'everyone', 'HR/salaries.txt': 'everyone' } };
    expect((await item('HR/salaries.txt', { permissions })).access).toEqual({
      state: 'known',
      acl: {
        layers: [
          {
            what: 'share',
            entries: [
              { effect: 'allow', principal: 'group:hr' },
              { effect: 'allow', principal: 'group:leadership' },
            ],
          },
        ],
      },
    });
    expect((await item('Public/menu.txt', { permissions })).access).toEqual({ state: 'known', acl: { layers: [] } });
    expect((await item('else.txt', { permissions })).access).toMatchObject({ state: 'unknown' });
  });

  it.each([
    ['ntacl', 'it has no security.NTACL'],
    ['cifs', 'it has no system.cifs_ntsd'],
    ['nfs4', 'it has no system.nfs4_acl'],
  ])('are unknown for %s where there is nothing of the kind, and the check says so', async (permissions, reason) => {
    drive.write('a.txt');
    expect((await item('a.txt', { permissions })).access).toMatchObject({ state: 'unknown' });
    const report = await drive.source({ permissions }).check(soon());
    expect(report.ok).toBe(false);
    expect(report.findings.map(({ message }) => message).join()).toContain(reason);
  });

  it('are read as the file system suggests, and the check says how', async () => {
    const file = drive.write('a.txt');
    chmodSync(file, 0o640);
    expect((await item('a.txt')).access).toEqual((await item('a.txt', { permissions: 'posix' })).access);
    const messages = async (): Promise<string> =>
      (await drive.source().check(soon())).findings.map(({ message }) => message).join();
    expect(await messages()).toContain('Who may read: owners, modes and POSIX ACLs');
    setAttributeSync(drive.path, 'security.NTACL', NTACL_VALUES['version 4'] ?? Buffer.alloc(0));
    expect(await messages()).toContain('Who may read: the ACLs of the Samba server');
    expect((await item('a.txt')).access).toMatchObject({ state: 'unknown' });
    const asPosix = await drive.source({ permissions: 'posix' }).check(soon());
    expect(asPosix.findings).toContainEqual({ level: 'warning', message: expect.stringContaining('security.NTACL') });
  });
});

function walkHere(root: string, onMessage: (message: WalkMessage) => void = () => undefined): WalkMessage[] {
  const messages: WalkMessage[] = [];
  const tree = openDriveTree({ root, permissions: rulesOf({ permissions: 'everyone' }) });
  walkTree(tree, { include: ['**/*'], exclude: [], hidden: false, mounts: [] }, (message) => {
    messages.push(message);
    onMessage(message);
  });
  return messages;
}

/** Root may read everything; this is how a share looks to somebody who may not. */
function asUser<T>(uid: number, work: () => T): T {
  process.seteuid?.(uid);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
