import { expect, test } from 'vitest';
import { parseQuery } from '#server/search/query/parse-query.ts';
import { type FoundDocument, MOST_FOUND } from '#server/search/terms/document-finder.ts';
import type { TermIndex } from '#server/search/terms/term-index.ts';
import { termIndexes } from '../../../support/term-indexes.ts';

const { signal } = new AbortController();
const { opened } = termIndexes();

interface Text {
  title: string;
  passages: string[];
}

const put = (terms: TermIndex, id: string, { title, passages }: Text) =>
  terms.replace({
    id,
    language: 'en',
    title,
    place: '',
    authors: '',
    passages: passages.map((text) => ({ heading: null, text })),
  });

async function find(terms: TermIndex, query: string): Promise<FoundDocument[] | undefined> {
  const found = await terms.documentsWith(terms.understand(parseQuery(query)), signal);
  return found && [...found.lots].flat();
}

const ids = (found: FoundDocument[] | undefined) => found?.map(({ documentId }) => documentId);

test('documents with any of the words are found, the best first, each with its best passage and the words it holds', async () => {
  const terms = opened();
  await put(terms, 'one', { title: 'Untitled', passages: ['nothing of it', 'a turbine', 'the gearbox of a turbine'] });
  await put(terms, 'all', { title: 'Gearbox', passages: ['nothing', 'its turbine and its bearing'] });
  await put(terms, 'none', { title: 'Lunch', passages: ['soup'] });
  for (const n of [1, 2, 3, 4, 5, 6]) await put(terms, `other ${n}`, { title: 'Lunch', passages: [`bread ${n}`, 'salad'] });
  await terms.listWhatChanged(signal);
  expect(await find(terms, 'turbines gearbox bearing ')).toEqual([
    { documentId: 'all', n: 1, words: 0b111 },
    { documentId: 'one', n: 2, words: 0b011 },
  ]);
});

test('the word that is being typed is found by its beginning', async () => {
  const terms = opened();
  await put(terms, 'one', { title: 'Untitled', passages: ['the gearbox'] });
  await terms.listWhatChanged(signal);
  expect(ids(await find(terms, 'gear'))).toEqual(['one']);
  expect(ids(await find(terms, 'gear '))).toEqual([]);
});

test('nothing is said as long as more than a tenth of the documents has changed since they were listed', async () => {
  const terms = opened();
  for (let n = 0; n < 30; n++) await put(terms, `document ${n}`, { title: 'Gearbox', passages: [`number ${n}`] });
  expect(await find(terms, 'gearbox ')).toBeUndefined();
  await terms.listWhatChanged(signal);
  for (const n of [1, 2, 3]) await put(terms, `document ${n}`, { title: 'Gearbox', passages: ['turbine'] });
  expect(await find(terms, 'gearbox ')).toHaveLength(30);
  await put(terms, 'document 4', { title: 'Gearbox', passages: ['turbine'] });
  expect(await find(terms, 'gearbox ')).toBeUndefined();
  expect(await terms.listWhatChanged(signal)).toBe(1);
  expect(ids(await find(terms, 'turbine '))?.sort()).toEqual(['document 1', 'document 2', 'document 3', 'document 4']);
  expect(await terms.listWhatChanged(signal)).toBe(0);
});

test('over several segments everything is found that holds a word, in the order of BM25', async () => {
  const terms = opened();
  const texts = invented(2500);
  await Promise.all([...texts].map(([id, text]) => put(terms, id, text)));
  expect(await terms.listWhatChanged(signal)).toBe(3);
  for (const query of ['w1 w30 w55 ', 'w2 w3 ', 'w58 w59 w57 w56 ']) {
    const found = await find(terms, query);
    const expected = byDefinition(texts, query.trim().split(' '));
    expect(found).toHaveLength(Math.min(MOST_FOUND, expected.size));
    const scores = (found ?? []).map(({ documentId }) => expected.get(documentId)?.score ?? -1);
    const best = [...expected.values()].map(({ score }) => score).sort((a, b) => b - a);
    expect(scores.map((score) => score.toFixed(3))).toEqual(best.slice(0, scores.length).map((score) => score.toFixed(3)));
    for (const { documentId, words } of found ?? []) expect(words).toBe(expected.get(documentId)?.words);
  }
});

test('of the common words, those beyond a bound are taken as held by whatever the rarer ones find', async () => {
  const terms = opened();
  const common = { title: 'Untitled', passages: ['alpha bravo charlie'] };
  await Promise.all(Array.from({ length: 10_500 }, (_, n) => put(terms, `common ${n}`, common)));
  await put(terms, 'rare', { title: 'Untitled', passages: ['zebra'] });
  await terms.listWhatChanged(signal);
  const [best, second] = (await find(terms, 'zebra alpha bravo charlie ')) ?? [];
  expect(best).toEqual({ documentId: 'rare', n: 0, words: 0b1101 });
  expect(second?.words).toBe(0b1110);
  // Two are looked up at least, however common they are.
  expect((await find(terms, 'alpha bravo charlie '))?.[0]?.words).toBe(0b111);
});

test('whatever is changed and however often listing is interrupted, in the end it finds what a new database finds', async () => {
  const terms = opened();
  const texts = invented(1300);
  await Promise.all([...texts].map(([id, text]) => put(terms, id, text)));
  await terms.listWhatChanged(signal);
  const random = numbers(3);
  const others = [...invented(700, 9)];
  for (const [n, [id, text]] of others.entries()) {
    if (random(3) === 0) {
      texts.delete(id);
      await terms.remove(id);
    } else {
      texts.set(id, text);
      await put(terms, id, text);
    }
    if (n % 100 === 0) await interrupted(terms, random(40));
  }
  await terms.listWhatChanged(signal);
  const anew = opened();
  await Promise.all([...texts].map(([id, text]) => put(anew, id, text)));
  await anew.listWhatChanged(signal);
  for (const query of ['w1 w30 w55 ', 'w58 w59 w57 w56 ', 'w0 ']) {
    const found = await find(terms, query);
    expect(found?.length).toBeGreaterThan(10);
    expect(sorted(found)).toEqual(sorted(await find(anew, query)));
  }
});

test('what was cleared while it was being listed is not listed', async () => {
  const terms = opened();
  for (let n = 0; n < 400; n++) await put(terms, `document ${n}`, { title: 'Gearbox', passages: ['turbine'] });
  const listing = terms.listWhatChanged(signal);
  await terms.clear();
  await put(terms, 'after', { title: 'Untitled', passages: ['turbine'] });
  await listing;
  await terms.listWhatChanged(signal);
  expect(ids(await find(terms, 'turbine gearbox '))).toEqual(['after']);
});

/** Stops after so many turns of the process. */
async function interrupted(terms: TermIndex, turns: number): Promise<void> {
  const stop = new AbortController();
  const listing = terms.listWhatChanged(stop.signal).catch(() => undefined);
  for (let n = 0; n < turns; n++) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await listing;
}

/** Best first; equals by name, because numbers of documents differ. */
function sorted(found: FoundDocument[] | undefined) {
  return found?.toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1));
}

/** Pseudo-random whole numbers below a limit (a linear congruential generator, so that a failure can be repeated). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Texts of sixty words, of which the first are common and the last are rare. */
function invented(count: number, seed = 7): Map<string, Text> {
  const random = numbers(seed);
  const word = () => `w${Math.floor((random(1000) * random(1000)) / 16_667)}`;
  const words = (most: number) => Array.from({ length: 1 + random(most) }, word).join(' ');
  return new Map(
    Array.from({ length: count }, (_, n) => [
      `document ${n}`,
      { title: words(3), passages: Array.from({ length: 1 + random(4) }, () => words(12)) },
    ]),
  );
}

/**
 * The best passage by BM25 (Robertson, k1 1.2, without length), the title counting twice in each; and half of what the words are
 * worth that stand anywhere.
 */
function byDefinition(texts: ReadonlyMap<string, Text>, query: readonly string[]) {
  const passages = [...texts.values()].flatMap(({ title, passages: all }) =>
    all.map((text, n) => new Set(`${text} ${n === 0 ? title : ''}`.split(' '))),
  );
  const idf = query.map((word) => {
    const holding = passages.filter((held) => held.has(word)).length;
    return Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5));
  });
  const found = new Map<string, { score: number; words: number }>();
  const saturated = (frequency: number) => (frequency * 2.2) / (frequency + 1.2);
  const count = (text: string, word: string) => text.split(' ').filter((one) => one === word).length;
  for (const [id, { title, passages: own }] of texts) {
    const inTitle = query.map((word) => count(title, word));
    const held = query.map((word, n) => (inTitle[n] ?? 0) > 0 || own.some((text) => count(text, word) > 0));
    if (!held.includes(true)) continue;
    const best = Math.max(
      0,
      ...own.map((text) =>
        query.reduce((sum, word, n) => {
          const frequency = count(text, word);
          return frequency === 0 ? sum : sum + (idf[n] ?? 0) * saturated(frequency + 2 * (inTitle[n] ?? 0));
        }, 0),
      ),
    );
    const anywhere = query.reduce(
      (sum, _, n) => (held[n] ? sum + (idf[n] ?? 0) * saturated(Math.max(1, 2 * (inTitle[n] ?? 0))) : sum),
      0,
    );
    found.set(id, { score: best + anywhere / 2, words: held.reduce((bits, isHeld, n) => bits | (isHeld ? 1 << n : 0), 0) });
  }
  return found;
}
