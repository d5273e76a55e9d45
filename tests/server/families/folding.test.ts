import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { Pin } from '#server/contract/curation.ts';
import type { SearchQuery } from '#server/contract/search.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse({ isFolding: true });
const BOARD = 'group:board';
const board = viewer(BOARD);
const day = (n: number) => Date.UTC(2026, 0, n);

const words = (seed: string, count: number) => Array.from({ length: count }, (_, n) => `${seed}${(n * n) % 97}x${n}`).join(' ');
/** Most of it is the same in all versions. */
const version = (what: string, n: number) => `The turbine of ${what}. ${words(what, 80)} ${words(`${what}${n}`, 10)}`;

beforeAll(async () => {
  await house.prepare();
  const add = house.addDocument;
  await Promise.all([
    add({ id: 'v1', path: 'Offers/offer_v1.docx', modifiedAt: day(1), texts: [`${version('offer', 1)} Anemometers.`] }),
    add({ id: 'v2', path: 'Offers/offer_v2.docx', modifiedAt: day(2), texts: [version('offer', 2)] }),
    add({ id: 'v2copy', path: 'Desk/Copy of offer_v2.docx', modifiedAt: day(6), texts: [version('offer', 2)] }),
    add({ id: 'v3', path: 'Offers/offer_v3.docx', modifiedAt: day(3), texts: [version('offer', 3)] }, readableBy(BOARD)),
    // Two that belong together only by a third.
    add({ id: 'left', path: 'A/plan.md', modifiedAt: day(1), texts: [`The rotor. ${words('common', 80)} ${words('left', 40)}`] }),
    add(
      {
        id: 'middle',
        path: 'A/plan draft.md',
        modifiedAt: day(2),
        texts: [`The rotor. ${words('common', 80)} ${words('right', 40)}`],
      },
      readableBy(BOARD),
    ),
    add({
      id: 'right',
      path: 'Z/other.md',
      modifiedAt: day(3),
      texts: [`The rotor. ${words('common', 80)} ${words('right', 40)}`],
    }),
    ...Array.from({ length: 330 }, (_, n) =>
      add({
        id: `report${n}`,
        path: `Reports/${Math.floor(n / 3)}/report v${n % 3}.md`,
        modifiedAt: day(1 + (n % 3)),
        texts: [`Wind farm. ${words(`farm${Math.floor(n / 3)}`, 60)} ${words(`n${n}`, 6)}`],
      }),
    ),
  ]);
});
afterAll(() => house.close());

async function found(question: z.input<typeof SearchQuery> | string, who = viewer()) {
  const { documents } = await house.ask(question, who);
  return { ...documents, ids: documents.items.map(({ id }) => id), families: documents.items.map(({ family }) => family) };
}

describe('copies and versions', () => {
  test('are one row: the newest on top, the others counted', async () => {
    const { ids, families, total, folded } = await found('turbine', board);
    expect(ids).toEqual(['v3']);
    expect(families).toEqual([{ copies: 0, versions: 3, isLatest: true }]);
    expect([total, folded]).toEqual([4, 3]);
  });

  test('who may not read the newest has the next one, and no hint of it', async () => {
    const { ids, families, total, folded } = await found('turbine');
    expect(ids).toEqual(['v2']);
    expect(families).toEqual([{ copies: 1, versions: 1, isLatest: true }]);
    expect([total, folded]).toEqual([3, 2]);
    const versions = house.search.versions('v2', viewer()).map(({ id, relation }) => [id, relation]);
    expect(versions).toEqual([
      ['v2', 'this'],
      ['v2copy', 'copy'],
      ['v1', 'version'],
    ]);
    expect(house.search.versions('v2', board).map(({ id }) => id)).toEqual(['v3', 'v2', 'v2copy', 'v1']);
  });

  test('two that belong together only by one that is hidden are strangers', async () => {
    expect((await found('rotor', board)).families).toEqual([expect.objectContaining({ copies: expect.any(Number) })]);
    const { ids, families } = await found('rotor');
    expect(ids.toSorted()).toEqual(['left', 'right']);
    expect(families).toEqual([undefined, undefined]);
    expect(house.search.versions('left', viewer())).toEqual([]);
  });

  test('fold=false shows each by itself', async () => {
    const { ids, families, folded } = await found({ q: 'turbine', fold: 'false' }, board);
    expect(ids.toSorted()).toEqual(['v1', 'v2', 'v2copy', 'v3']);
    expect(families).toEqual([undefined, undefined, undefined, undefined]);
    expect(folded).toBe(0);
  });

  test('one that is asked for by its name stays on top, and says that there is a better one', async () => {
    const { ids, families } = await found('offer_v1.docx', board);
    expect(ids[0]).toBe('v1');
    expect(families[0]).toEqual({ copies: 0, versions: 3, isLatest: false });
  });

  test('one that does not hold what is asked for is not shown in its place', async () => {
    expect((await found('turbine anemometers', board)).ids[0]).toBe('v1');
  });

  test('what an administrator put on top stays', async () => {
    const items = [{ type: 'document' as const, id: 'v1' }];
    house.store.curation.add('pins', { entry: Pin.parse({ query: 'turbine', items }), by: 'grace', at: 1 });
    expect((await found('turbine', board)).ids).toEqual(['v1']);
    for (const { id } of house.store.curation.list('pins')) house.store.curation.remove('pins', id);
  });

  test('whoever only looks at a folder sees every file', async () => {
    expect((await found({ folder: 'library:/Offers' }, board)).ids.toSorted()).toEqual(['v1', 'v2', 'v3']);
  });

  test('pages neither repeat nor lose a family, also beyond what is ranked', async () => {
    const seen: string[] = [];
    const { total, folded } = await found({ q: 'wind farm', type: 'documents' });
    expect(total).toBe(330);
    for (let page = 1; page <= Math.ceil((total - folded) / 30); page++) {
      const { ids } = await found({ q: 'wind farm', page: String(page), pageSize: '30', type: 'documents' });
      seen.push(...ids);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const families = new Set(seen.map((id) => Math.floor(Number(id.slice('report'.length)) / 3)));
    expect(families.size).toBe(110);
  });

  test('a changed right, a new name and a removal hold at once', async () => {
    const { ledger, acls } = house.store;
    const entry = ledger.get('library', 'v2');
    if (!entry) throw new Error('v2 is not there');
    const hidden = acls.intern('library', { state: 'known', acl: readableBy(BOARD) });
    ledger.put('library', { ...entry, aclId: hidden, indexedAclId: entry.aclId });
    expect((await found('turbine')).families).toEqual([{ copies: 0, versions: 1, isLatest: true }]);
    ledger.put('library', entry);
    await house.index.remove({ kind: 'document', id: 'v1', passages: 1 });
    ledger.remove('library', 'v1');
    expect((await found('turbine')).families).toEqual([{ copies: 1, versions: 0, isLatest: true }]);
  });
});
