import { expect, test } from 'vitest';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import { createLastCheck } from '#server/search/last-check.ts';
import { createBench, createShelf, putPerson } from '../../indexers/sync/sync-bench.ts';
import { knownIn } from '../../support/known-principals.ts';
import { viewer } from '../../support/search-house.ts';

test('the last check lets nobody leave whose account has ended, whatever the index still says', async () => {
  const { store, run } = createBench();
  const shelf = createShelf('staff');
  for (const uid of ['ada', 'bob']) putPerson(shelf, uid);
  await run(shelf);
  const idOf = (uid: string) => store.directory.personByUid(uid)?.id ?? '';
  const { ledger, directory } = store;
  const readableAcls = createReadableAcls({ acls: store.acls, known: knownIn(store) });
  const check = createLastCheck({ ledger, directory, readableAcls, sources: ['staff'] });
  const ids = [idOf('ada'), idOf('bob')];
  expect([...check.people(ids, viewer())]).toEqual(ids);
  directory.setDisabled('staff', 'ada', true);
  expect([...check.people(ids, viewer())]).toEqual([idOf('bob')]);
  store.close();
});
