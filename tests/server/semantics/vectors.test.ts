import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerState } from '#indexers/types/ledger.ts';
import { createFilters, type Filter } from '#server/access/filter.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { SemanticsConfig } from '#server/config/semantics.ts';
import { createLogger } from '#server/logger.ts';
import { countDocuments } from '#server/search/index/count-documents.ts';
import { Enqueued } from '#server/search/index/tasks.ts';
import { indexUids } from '#server/search/meili-index.ts';
import { createMultiSearch } from '#server/search/query/multi-search.ts';
import { createSemantics } from '#server/semantics/create-semantics.ts';
import { type Embedder, EmbedderFailure } from '#server/semantics/embedder.ts';
import type { Semantics } from '#server/semantics/semantics.ts';
import { VectorHit, vectorQuery } from '#server/semantics/vector-query.ts';
import { knownIn } from '../../support/known-principals.ts';
import { createSearchHouse, everyone, readableBy, viewer } from '../../support/search-house.ts';

const { signal } = new AbortController();
const PACE = { pollMs: 5, collectMs: 5, patienceMs: 20, firstPauseMs: 5 };

type House = ReturnType<typeof createSearchHouse>;
let house: House;
let running: Semantics[];
beforeEach(async () => {
  house = createSearchHouse();
  running = [];
  await house.prepare();
});
afterEach(async () => {
  for (const semantics of running) await semantics.close();
  await house.close();
});

/** Understands four topics by their words, and writes down what it is asked. */
function topics(options: { name?: string; during?: (texts: readonly string[]) => Promise<void> } = {}) {
  const words = ['holiday', 'network', 'kitchen', 'invoice'];
  const asked: string[] = [];
  const embedder: Embedder = {
    name: options.name ?? 'topics',
    batch: 4,
    dimensions: () => words.length + 1,
    async embed(texts, purpose) {
      if (purpose === 'passage') asked.push(...texts);
      if (purpose === 'passage') await options.during?.(texts);
      return texts.map((text) => {
        if (text.includes('refuse')) return { refused: 'not this' };
        const vector = [...words.map((word) => (text.toLowerCase().includes(word) ? 1 : 0)), 0.2];
        const length = Math.hypot(...vector);
        return Float32Array.from(vector, (value) => value / length);
      });
    },
    close: async () => undefined,
  };
  return { embedder, asked };
}

function start(embedder: Embedder, store = house.store): Semantics {
  const semantics = createSemantics({ ...common(), store, embedder });
  running.push(semantics);
  semantics.start();
  return semantics;
}

function common() {
  const { http, indexPrefix } = house.meili;
  return {
    config: SemanticsConfig.parse({}),
    http,
    uids: indexUids(indexPrefix),
    store: house.store,
    logger: createLogger({ level: 'silent' }),
    isReading: () => false,
    pace: PACE,
  };
}

async function settled(semantics: Semantics): Promise<void> {
  await expect.poll(() => semantics.state(), { timeout: 15_000, interval: 20 }).toMatchObject({ due: 0, state: 'ready' });
}

/** Ids of the passages nearest to a text, for somebody. */
async function nearest(semantics: Semantics, text: string, who: Viewer = viewer()): Promise<string[]> {
  const { http, indexPrefix } = house.meili;
  const filter = filterFor(who);
  const vector = await semantics.queryVector(text, signal);
  if (vector === undefined) return [];
  const multiSearch = createMultiSearch({ http, uids: indexUids(indexPrefix) });
  const [result] = await multiSearch([vectorQuery(vector, { filter, limit: 10 })], signal);
  return (result?.hits ?? []).map((hit) => VectorHit.parse(hit)).flatMap(({ id, cosine }) => (cosine > 0.5 ? [id] : []));
}

function filterFor(who: Viewer): Filter {
  const sources = ['library'];
  const readableAcls = createReadableAcls({ acls: house.store.acls, known: knownIn(house.store, { directories: sources }) });
  return createFilters({ readableAcls, sources }).documents(who, {});
}

/** As a run does: the row of the ledger is pending until the passages can be found. */
async function add(...document: Parameters<House['addDocument']>): Promise<void> {
  const { id } = await house.addDocument(...document);
  setState(id, 'pending');
  setState(id, 'indexed');
}

const vectorCount = () => countDocuments({ http: house.meili.http, uid: indexUids(house.meili.indexPrefix).vectors, signal });

function setState(id: string, state: LedgerState): void {
  const entry = house.store.ledger.get('library', id);
  if (entry === undefined) throw new Error(`There is no ${id}`);
  house.store.ledger.put('library', { ...entry, state });
}

describe('vectors of passages', () => {
  test('follow what is indexed, and passages are found by them', async () => {
    await add({ id: 'd1', texts: ['Annual holiday is 30 days.', 'The network is down.'] });
    const semantics = start(topics().embedder);
    await settled(semantics);
    expect(semantics.state()).toMatchObject({ provider: 'builtin', done: 2, message: 'Every passage has its vector' });
    expect(await nearest(semantics, 'holiday')).toEqual(['d1-0']);
    await add({ id: 'd2', texts: ['A holiday in the kitchen.'] });
    await settled(semantics);
    expect(await nearest(semantics, 'holiday')).toEqual(['d1-0', 'd2-0']);
  });

  test('are of title, heading and text', async () => {
    const { embedder, asked } = topics();
    await add({ id: 'd1', title: 'Guide', passages: [{ text: 'Wash up.', heading: 'Kitchen' }] });
    await settled(start(embedder));
    expect(asked).toEqual(['Guide\nKitchen\nWash up.']);
  });

  test('are computed once for a text, whatever is copied, renamed, moved or indexed again', async () => {
    const { embedder, asked } = topics();
    const semantics = start(embedder);
    const holiday = { title: 'Leave', texts: ['Annual holiday is 30 days.'] };
    await add({ id: 'd1', ...holiday });
    await settled(semantics);
    await add({ id: 'copy', path: 'elsewhere/copy.txt', ...holiday });
    await add({ id: 'd1', path: 'new-name.txt', label: 'policy', ...holiday });
    await settled(semantics);
    expect(asked).toEqual(['Leave\nAnnual holiday is 30 days.']);
    expect((await nearest(semantics, 'holiday')).toSorted()).toEqual(['copy-0', 'd1-0']);
  });

  test('go with their passages', async () => {
    await add({ id: 'd1', texts: ['holiday', 'kitchen', 'holiday again'] });
    await add({ id: 'd2', texts: ['holiday'] });
    const semantics = start(topics().embedder);
    await settled(semantics);
    await add({ id: 'd1', texts: ['kitchen'], previousPassages: 3 });
    await house.index.remove({ kind: 'document', id: 'd2', passages: 1 });
    house.store.ledger.remove('library', 'd2');
    await settled(semantics);
    expect(await nearest(semantics, 'holiday')).toEqual([]);
    expect(await vectorCount()).toBe(1);
  });

  test('are found only by those who may read the passage', async () => {
    await add({ id: 'd1', texts: ['holiday'] }, readableBy('user:ada'));
    await add({ id: 'd2', texts: ['holiday'] }, 'unknown');
    const semantics = start(topics().embedder);
    await settled(semantics);
    expect(await nearest(semantics, 'holiday', viewer('user:ada'))).toEqual(['d1-0']);
    expect(await nearest(semantics, 'holiday', viewer('user:bob'))).toEqual([]);
    expect(await nearest(semantics, 'holiday')).toEqual([]);
  });

  test('change hands with their passages at once, before anything is computed', async () => {
    await add({ id: 'd1', texts: ['holiday'] }, everyone);
    const semantics = start(topics().embedder);
    await settled(semantics);
    await semantics.close();
    const aclId = house.store.acls.intern('library', { state: 'known', acl: readableBy('user:ada') });
    await house.index.setAccess({ documentId: 'd1', passages: 1, aclId });
    const again = createSemantics({ ...common(), embedder: topics().embedder });
    running.push(again);
    expect(await nearest(again, 'holiday', viewer('user:bob'))).toEqual([]);
    expect(await nearest(again, 'holiday', viewer('user:ada'))).toEqual(['d1-0']);
  });

  test('carry the access of now, also when it changes while they are computed', async () => {
    await add({ id: 'd1', texts: ['holiday'] }, everyone);
    let isChanged = false;
    const { embedder } = topics({
      async during() {
        if (isChanged) return;
        isChanged = true;
        const aclId = house.store.acls.intern('library', { state: 'known', acl: readableBy('user:ada') });
        await house.index.setAccess({ documentId: 'd1', passages: 1, aclId });
      },
    });
    const semantics = start(embedder);
    await settled(semantics);
    expect(isChanged).toBe(true);
    expect(await nearest(semantics, 'holiday', viewer('user:bob'))).toEqual([]);
    expect(await nearest(semantics, 'holiday', viewer('user:ada'))).toEqual(['d1-0']);
  });

  test('are not left behind by a document that is removed while they are computed', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    const { embedder } = topics({
      async during() {
        await house.index.remove({ kind: 'document', id: 'd1', passages: 1 });
        house.store.ledger.remove('library', 'd1');
      },
    });
    await settled(start(embedder));
    expect(await vectorCount()).toBe(0);
  });

  test('of a text that changes while they are computed are those of the new one', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    let isChanged = false;
    const { embedder } = topics({
      async during() {
        if (isChanged) return;
        isChanged = true;
        await add({ id: 'd1', texts: ['kitchen'] });
      },
    });
    const semantics = start(embedder);
    await settled(semantics);
    expect(await nearest(semantics, 'holiday')).toEqual([]);
    expect(await nearest(semantics, 'kitchen')).toEqual(['d1-0']);
  });

  test('of a text that the model refuses are missing, and others go on', async () => {
    await add({ id: 'd1', texts: ['refuse this holiday', 'holiday'] });
    const semantics = start(topics().embedder);
    await settled(semantics);
    expect(await nearest(semantics, 'holiday')).toEqual(['d1-1']);
  });
});

describe('the queue of documents without vectors', () => {
  test('goes on where another process was killed, without asking for what it had done', async () => {
    const first = topics({
      async during(texts) {
        if (texts.some((text) => text.includes('network'))) await new Promise(() => undefined);
      },
    });
    await add({ id: 'd1', title: 'One', texts: ['holiday 1', 'holiday 2', 'holiday 3', 'holiday 4'] });
    await add({ id: 'd2', title: 'Two', texts: ['network'] });
    const killed = start(first.embedder);
    await expect.poll(() => first.asked.length).toBe(5);
    void killed.close();
    running = [];
    expect(house.store.vectors.countDue()).toBe(2);
    const second = topics();
    await settled(start(second.embedder));
    expect(second.asked).toEqual(['Two\nnetwork']);
    expect(await vectorCount()).toBe(5);
  });

  test('waits for a model that is away, and says so', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    let isAway = true;
    const { embedder } = topics({
      async during() {
        if (isAway) throw new EmbedderFailure('models.example.com does not answer');
      },
    });
    const semantics = start(embedder);
    await expect
      .poll(() => semantics.state())
      .toMatchObject({ state: 'failed', message: 'models.example.com does not answer', due: 1 });
    isAway = false;
    await settled(semantics);
    expect(await nearest(semantics, 'holiday')).toEqual(['d1-0']);
  });

  test('holds everything again when the vectors are lost, and fills them from what is remembered', async () => {
    const { embedder, asked } = topics();
    await add({ id: 'd1', texts: ['holiday', 'kitchen'] });
    const before = start(embedder);
    await settled(before);
    await before.close();
    const { http, indexPrefix } = house.meili;
    const path = `indexes/${indexUids(indexPrefix).vectors}/documents/delete-batch`;
    await http.request({ method: 'POST', path, body: ['d1-0'], schema: Enqueued });
    await expect.poll(vectorCount).toBe(1);
    const semantics = start(embedder);
    await expect.poll(() => nearest(semantics, 'holiday')).toEqual(['d1-0']);
    expect(asked).toHaveLength(2);
  });
});

describe('another model', () => {
  test('gets vectors of its own, and those of the old one are never used', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    const old = start(topics().embedder);
    await settled(old);
    await old.close();
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const other = start(topics({ name: 'others', during: () => waiting }).embedder);
    await expect.poll(vectorCount).toBe(0);
    expect(await other.queryVector('holiday', signal)).toBeUndefined();
    goOn();
    await settled(other);
    expect(await nearest(other, 'holiday')).toEqual(['d1-0']);
  });

  test('costs a search nothing but the meaning while the index still has the old one', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    const semantics = start(topics().embedder);
    await settled(semantics);
    const { http, indexPrefix } = house.meili;
    const multiSearch = createMultiSearch({ http, uids: indexUids(indexPrefix) });
    const filter = filterFor(viewer());
    const vector = { vector: [1, 0, 0, 0, 0], embedder: 'unknown' };
    const words = { index: 'passages', q: 'holiday', filter, attributesToRetrieve: ['id'], limit: 1 } as const;
    const [byMeaning, byWords] = await multiSearch([vectorQuery(vector, { filter, limit: 10 }), words], signal);
    expect(byMeaning?.hits).toEqual([]);
    expect(byWords?.hits).toEqual([{ id: 'd1-0' }]);
  });
});

describe('search by meaning, turned off', () => {
  test('keeps no vectors and gives none', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    const before = start(topics().embedder);
    await settled(before);
    await before.close();
    const off = createSemantics({ ...common(), config: SemanticsConfig.parse({ provider: 'off' }) });
    running.push(off);
    off.start();
    await expect.poll(vectorCount).toBe(0);
    expect(await off.queryVector('holiday', signal)).toBeUndefined();
    expect(off.state()).toEqual({
      provider: 'off',
      state: 'off',
      message: 'Semantic search is turned off in the configuration',
      due: 0,
      done: 0,
    });
  });
});

describe('a query', () => {
  test('that takes too long is answered by words, and has its vector the next time', async () => {
    await add({ id: 'd1', texts: ['holiday'] });
    const { embedder } = topics();
    const answers: (() => void)[] = [];
    const slow: Embedder = {
      ...embedder,
      async embed(texts, purpose, o) {
        if (purpose === 'query' && texts[0] === 'holiday') await new Promise<void>((resolve) => answers.push(resolve));
        return embedder.embed(texts, purpose, o);
      },
    };
    const semantics = start(slow);
    await settled(semantics);
    expect(await semantics.queryVector('holiday', signal)).toBeUndefined();
    for (const answer of answers) answer();
    await expect.poll(() => semantics.queryVector(' holiday ', signal)).toBeDefined();
    expect(answers).toHaveLength(1);
  });
});
