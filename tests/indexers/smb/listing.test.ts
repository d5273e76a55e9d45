import { mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setAttributeSync } from '@napi-rs/xattr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../contracts/source-contract.ts';
import { type Smbd, startSmbd } from '../../support/smbd.ts';
import { summarise } from '../drive/drive-fixture.ts';
import { ENGINES, itemsById, smbSourceOf, soon } from './smb-fixture.ts';

/** Names as a Unix disk may have them; what Windows cannot write, Samba shows by another name. */
const NAMES = [
  'plain.txt',
  'two  spaces.txt',
  ' leading.txt',
  'CASE.txt',
  'case.txt',
  '%41.txt',
  '100% & more #1?.txt',
  'semi;colon $HOME `x`.txt',
  "it's (1) [2] {3}.txt",
  'caf\u00e9.txt',
  'cafe\u0301.txt',
  '\u65e5\u672c\u8a9e.txt',
  '\u{1f600}.txt',
  'x'.repeat(200),
  'NT_STATUS_ACCESS_DENIED listing \\x.txt',
  'FILENAME:x',
  'deep/er/and/deeper/file.txt',
  `long/${'a long folder name '.repeat(9).trim()}/${'another one of them '.repeat(9).trim()}/${'and a third, longer '.repeat(9).trim()}/file.txt`,
];
/** A client sees A4WTMA~A.TXT and the like. */
const MANGLED = new Set(['100% & more #1?.txt', 'NT_STATUS_ACCESS_DENIED listing \\x.txt', 'FILENAME:x']);
const MANY = 12_000;

let smbd: Smbd;
let folder: string;

beforeAll(async () => {
  smbd = await startSmbd({ users: {}, shares: { docs: {}, many: {} } });
  folder = smbd.folderOf('docs');
  for (const name of NAMES) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
    utimesSync(join(folder, name), 1_700_000_000, 1_700_000_000.25);
  }
  mkdirSync(join(folder, 'closed'));
  symlinkSync('.', join(folder, 'deep/circle'));
  for (let file = 0; file < MANY; file += 1) writeFileSync(join(smbd.folderOf('many'), `${file}.txt`), '');
});
afterAll(() => smbd?.stop());

describe.each(ENGINES)('a share, read by %s,', (engine) => {
  it('holds what the disk of the server holds, with sizes and times', async () => {
    const items = await itemsById(smbSourceOf(smbd, { engine, traverse: 'bypass', exclude: ['deep/circle', 'closed'] }));
    expect(items.size).toBe(NAMES.length);
    for (const name of NAMES.filter((one) => !MANGLED.has(one))) {
      const item = items.get(name.replaceAll('%', '%25'));
      expect(item, name).toBeDefined();
      const { size } = statSync(join(folder, name));
      const modifiedAt = engine === 'smbclient' ? 1_700_000_000_000 : 1_700_000_000_250;
      expect(item?.content).toMatchObject({ kind: 'file', size, modifiedAt });
    }
    const shown = [...items.keys()].filter((id) => /~/.test(id));
    expect(shown).toHaveLength(MANGLED.size);
  });

  it('lists all of 12,000 files in one folder', async () => {
    const config = { engine, url: `smb://${smbd.host}/many`, include: ['0.txt'] };
    const changes = summarise(await collect(smbSourceOf(smbd, config), AbortSignal.timeout(120_000)));
    expect(Object.keys(changes.excluded).length + changes.files.length).toBe(readdirSync(smbd.folderOf('many')).length);
    expect(changes.files).toEqual(['0.txt']);
  }, 120_000);

  it('can be a folder of it', async () => {
    const items = await itemsById(smbSourceOf(smbd, { engine, url: `smb://${smbd.host}/docs/deep/er`, traverse: 'bypass' }));
    expect([...items.keys()]).toEqual(['and/deeper/file.txt']);
  });

  it('leaves out what its server calls hidden or of the system, unless told otherwise', async () => {
    for (const [name, attributes] of [
      ['hidden.txt', '0x22'],
      ['system.txt', '0x24'],
    ] as const) {
      writeFileSync(join(folder, 'closed', name), '');
      setAttributeSync(join(folder, 'closed', name), 'user.DOSATTRIB', Buffer.from(attributes));
    }
    const config = { engine, url: `smb://${smbd.host}/docs/closed` };
    const { files, excluded } = summarise(await collect(smbSourceOf(smbd, config), soon()));
    expect(files).toEqual([]);
    expect(excluded).toEqual({
      'hidden.txt': 'hidden (attribute of the file server)',
      'system.txt': 'file of the system (attribute of the file server)',
    });
    const all = summarise(await collect(smbSourceOf(smbd, { ...config, hidden: true }), soon()));
    expect(all.files).toEqual(['hidden.txt', 'system.txt']);
    for (const name of all.files) rmSync(join(folder, 'closed', name));
  });

  it('finds a file in an archive by its name and never opens it', async () => {
    writeFileSync(join(folder, 'closed', 'archived.txt'), 'text');
    setAttributeSync(join(folder, 'closed', 'archived.txt'), 'user.DOSATTRIB', Buffer.from('0x1020'));
    const source = smbSourceOf(smbd, { engine, url: `smb://${smbd.host}/docs/closed` });
    const item = (await itemsById(source)).get('archived.txt');
    expect(item).toBeDefined();
    await expect(item?.content.kind === 'file' && item.content.open(soon())).rejects.toThrow('archive');
    await expect(source.readContent?.('archived.txt', { signal: soon() })).rejects.toThrow('archive');
    rmSync(join(folder, 'closed', 'archived.txt'));
  });
});

describe('both ways of reading a share', () => {
  it('tell the same, but for parts of seconds and what only one of them knows', async () => {
    const [one, other] = await Promise.all(
      ENGINES.map(async (engine) => {
        const items = await itemsById(smbSourceOf(smbd, { engine, exclude: ['deep/circle', 'closed'] }));
        return [...items.values()].map(({ id, path, access, content }) => {
          const { size, modifiedAt } = content.kind === 'file' ? content : { size: 0, modifiedAt: 0 };
          return { id, path, access, size, modifiedAt: Math.floor(modifiedAt / 1000) };
        });
      }),
    );
    expect(one).toHaveLength(NAMES.length);
    expect(other).toEqual(one);
  });
});

describe('changes of a share', () => {
  const config = { url: '', traverse: 'bypass' };
  const read = async () => itemsById(smbSourceOf(smbd, { ...config, url: `smb://${smbd.host}/docs/deep`, exclude: ['circle'] }));

  it('of permissions are seen, although Samba tells no time of theirs', async () => {
    const id = 'er/and/deeper/file.txt';
    const before = (await read()).get(id);
    await smbd.setAcls('docs', [{ path: `deep/${id}`, dacl: [] }]);
    const after = (await read()).get(id);
    expect([after?.version, after?.changeMark, after?.fingerprint]).toEqual([
      before?.version,
      before?.changeMark,
      before?.fingerprint,
    ]);
    expect(after?.access).not.toEqual(before?.access);
  });

  it('of content are seen where a file was replaced by one of the same size and time', async () => {
    const path = join(folder, 'deep/er/twin.txt');
    const write = (text: string): void => {
      writeFileSync(`${path}.new`, text);
      utimesSync(`${path}.new`, 1_700_000_000, 1_700_000_000);
      renameSync(`${path}.new`, path);
    };
    write('one');
    const before = (await read()).get('er/twin.txt');
    write('two');
    const after = (await read()).get('er/twin.txt');
    expect(after?.version).not.toBe(before?.version);
    rmSync(path);
  });

  it('end nowhere where the server follows a link to a folder above', async () => {
    const { excluded } = summarise(await collect(smbSourceOf(smbd, { ...config, url: `smb://${smbd.host}/docs/deep` }), soon()));
    expect(excluded).toEqual({ circle: 'the same folder as one above it' });
  });
});
