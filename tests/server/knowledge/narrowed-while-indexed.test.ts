import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { PostWrite } from '#server/contract/posts.ts';
import { createPosts, type Posts } from '#server/knowledge/posts.ts';
import { createSelves } from '#server/knowledge/selves.ts';
import { createWrittenSource, type WrittenSource } from '#server/knowledge/written-source.ts';
import { createLastCheck } from '#server/search/last-check.ts';
import { type Bench, createBench, createShelf, putPerson } from '../../indexers/sync/sync-bench.ts';
import { knownIn } from '../../support/known-principals.ts';
import { viewer } from '../../support/search-house.ts';

let bench: Bench;
let written: WrittenSource;
let posts: Posts;
let ada: Viewer;
const crew = viewer('group:crew');
const outsider = viewer('group:visitors');

beforeEach(async () => {
  bench = createBench();
  const { store, sink } = bench;
  const staff = createShelf('staff');
  putPerson(staff, 'ada', { principals: ['user:ada', 'group:crew', 'group:visitors'] });
  await bench.run(staff);
  ada = { ...viewer('user:ada', 'group:crew', 'group:visitors'), personId: store.directory.personByUid('ada')?.id };
  written = createWrittenSource({ posts: store.knowledge.posts, uidOf: () => 'ada' });
  posts = createPosts({
    store,
    sources: { get: () => undefined, has: () => false, refresh: () => undefined },
    selves: createSelves({ directory: store.directory, sources: () => ['staff'] }),
    written,
    sink,
    announcers: [],
  });
});
afterEach(() => bench.store.close());

const news = (text: string, ...groups: string[]): PostWrite => ({
  kind: 'news',
  title: 'Harbour',
  text,
  isAnnouncement: false,
  audience: groups.length === 0 ? { kind: 'everyone' } : { kind: 'groups', groups },
});

const indexed = () => bench.run({ ...createShelf('atrium'), source: written.source });

/** Whether the last check lets it out, at this moment. */
function mayLeave(documentId: string, who: Viewer): boolean {
  const { ledger, directory, acls } = bench.store;
  const readableAcls = createReadableAcls({ acls, known: knownIn(bench.store) });
  const check = createLastCheck({ ledger, directory, readableAcls, sources: ['atrium'] });
  return check.documents([documentId], who).has(documentId);
}

/** In the middle of the first write to the index. */
function meanwhile(change: () => unknown): void {
  bench.sink.beforeWrite = async () => {
    bench.sink.beforeWrite = async () => undefined;
    await change();
  };
}

test.each(['new', 'changed'])(
  'a %s post whose readers get fewer while it is indexed is denied to the others at once',
  async (which) => {
    const { id, documentId } = posts.write(news('Gates open at six.'), ada);
    if (which === 'changed') {
      await indexed();
      posts.change(id, news('Gates open at seven.'), ada);
    }
    meanwhile(() => posts.change(id, news('Gates open at eight.', 'crew'), ada));
    await indexed();
    expect([mayLeave(documentId, crew), mayLeave(documentId, outsider)]).toEqual([true, false]);
    await indexed();
    expect([mayLeave(documentId, crew), mayLeave(documentId, outsider)]).toEqual([true, false]);
  },
);

test('a post that is deleted while it is indexed is readable by nobody', async () => {
  const { id, documentId } = posts.write(news('Gates open at six.'), ada);
  meanwhile(() => posts.remove(id, ada));
  await indexed();
  expect([mayLeave(documentId, crew), mayLeave(documentId, ada)]).toEqual([false, false]);
});

test('whoever is let in with a new text does not get to read the old one', async () => {
  const { id, documentId } = posts.write(news('The code is 4711.', 'crew'), ada);
  await indexed();
  posts.change(id, news('The code is with the watch.'), ada);
  expect([mayLeave(documentId, crew), mayLeave(documentId, outsider)]).toEqual([true, false]);
  await indexed();
  expect([mayLeave(documentId, crew), mayLeave(documentId, outsider)]).toEqual([true, true]);
});
