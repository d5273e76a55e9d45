import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileContent } from '#indexers/types/content.ts';
import { type Smbd, startSmbd } from '../../support/smbd.ts';
import { ENGINES, itemsById, smbSourceOf, soon } from './smb-fixture.ts';

const TEXT = '0123456789'.repeat(300_000);
let smbd: Smbd;

beforeAll(async () => {
  smbd = await startSmbd({ users: { ada: { uid: 61201, gid: 61201 } }, shares: { docs: {} } });
  await smbd.create('docs', ['papers/', 'papers/secret.txt']);
  writeFileSync(join(smbd.folderOf('docs'), 'papers/digits %41.txt'), TEXT);
  await smbd.setAcls('docs', [
    { path: 'papers/secret.txt', dacl: [{ type: 0, flags: 0, mask: 0x1f01ff, sid: smbd.sidOf('ada') }] },
  ]);
});
afterAll(() => smbd?.stop());

const ID = 'papers/digits %2541.txt';

async function fileOf(engine: string, id = ID, config: Record<string, unknown> = {}): Promise<FileContent> {
  const content = (await itemsById(smbSourceOf(smbd, { engine, ...config }))).get(id)?.content;
  if (content?.kind !== 'file') throw new Error(`${id} was not found`);
  return content;
}

describe.each(ENGINES)('the original of a document, by %s,', (engine) => {
  it('comes whole and in part, with the access of this moment', async () => {
    const source = smbSourceOf(smbd, { engine });
    const whole = await source.readContent?.(ID, { signal: soon() });
    expect(whole).toMatchObject({ size: TEXT.length, start: 0, end: TEXT.length - 1, access: { state: 'known' } });
    expect(whole && (await buffer(whole.stream)).toString()).toBe(TEXT);
    const part = await source.readContent?.(ID, { range: { start: 2_999_995 }, signal: soon() });
    expect(part && (await buffer(part.stream)).toString()).toBe('56789');
    const secret = await source.readContent?.('papers/secret.txt', { signal: soon() });
    secret?.stream.destroy();
    expect(secret?.access).toMatchObject({
      acl: { layers: [{ what: 'item', entries: [{ principal: `sid:${smbd.sidOf('ada')}` }] }] },
    });
  });

  it('is refused when it is gone, a folder or out of the share', async () => {
    const source = smbSourceOf(smbd, { engine });
    for (const id of ['gone.txt', 'papers', '../../etc/passwd', 'papers/digits %2541.txt/x'])
      await expect(source.readContent?.(id, { signal: soon() })).rejects.toThrow('cannot be read');
  });

  it('is a copy for its reader alone, gone when that is done', async () => {
    const content = await fileOf(engine);
    const { path, close } = await content.open(soon());
    expect(readFileSync(path, 'utf8')).toBe(TEXT);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path.toString(), '..')).mode & 0o777).toBe(0o700);
    await close();
    expect(existsSync(path)).toBe(false);
  });

  it('is not copied when it is too large or was changed after it was listed', async () => {
    const large = await (await fileOf(engine, ID, { maxFileBytes: 1000 })).open(soon());
    expect(existsSync(large.path)).toBe(false);
    const changed = await fileOf(engine, 'papers/secret.txt');
    appendFileSync(join(smbd.folderOf('docs'), 'papers/secret.txt'), 'more');
    await expect(changed.open(soon())).rejects.toMatchObject({
      failure: 'changed',
      message: 'It was changed after it was listed',
    });
  });
});
