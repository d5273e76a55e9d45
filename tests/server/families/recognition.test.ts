import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFamilies, type Families } from '#server/families/families.ts';
import { readableFamilies } from '#server/families/readable-family.ts';
import { viewer } from '../../support/search-house.ts';
import type { Labelled } from './labelled.ts';
import { labelledFamilies } from './labelled-families.ts';

const families = createFamilies();
let labelled: Labelled[];

beforeAll(async () => {
  labelled = await labelledFamilies();
  await write(families, labelled);
});
afterAll(() => families.close());

async function write(into: Families, documents: readonly Labelled[]): Promise<void> {
  await Promise.all(documents.map((document) => into.replace(document)));
}

/** Pairs that are found, as `a | b`. */
function pairs(of: Families, documents: readonly Labelled[]): Set<string> {
  const ids = documents.map(({ id }) => id);
  const groups = readableFamilies(ids, viewer(), { families: of, lastCheck: { documents: (all) => new Set(all) } });
  return new Set(
    [...groups].flatMap(([id, group]) => [...group].filter((other) => other > id).map((other) => `${id} | ${other}`)),
  );
}

function truePairs(documents: readonly Labelled[]): Set<string> {
  const groups = Map.groupBy(documents, ({ family }) => family);
  return new Set(
    [...groups.values()].flatMap((members) =>
      members.flatMap(({ id }) => members.filter((other) => other.id > id).map((other) => `${id} | ${other.id}`)),
    ),
  );
}

test('nearly all copies and versions of the labelled set are found, and nothing else is taken for one', () => {
  const found = pairs(families, labelled);
  const wanted = truePairs(labelled);
  const right = found.intersection(wanted);
  expect([...found.difference(wanted)].slice(0, 5)).toEqual([]);
  expect(right.size / found.size).toBeGreaterThanOrEqual(0.95);
  expect(right.size / wanted.size).toBeGreaterThanOrEqual(0.92);
  expect(wanted.size).toBeGreaterThan(250);
});

test('the order in which documents come does not matter', async () => {
  const backwards = createFamilies();
  await write(backwards, labelled.toReversed());
  expect(pairs(backwards, labelled)).toEqual(pairs(families, labelled));
  await backwards.close();
});

test('what is written anew, moved or removed leaves nothing behind', async () => {
  const changing = createFamilies();
  const [one, two] = labelled.filter(({ kind }) => kind === 'draft, v2, final');
  if (!one || !two) throw new Error('the labelled set has none');
  const documents = [one, two];
  await write(changing, documents);
  expect(pairs(changing, documents).size).toBe(1);
  await changing.replace({ ...two, passages: [{ text: 'Something else altogether.' }] });
  expect(pairs(changing, documents).size).toBe(0);
  await changing.replace(two);
  // By that name it is another text made from the same.
  const other = 'Board charter.docx';
  await changing.move({ id: two.id, path: `Elsewhere/${other}`, name: other });
  expect(pairs(changing, documents).size).toBe(0);
  await changing.move({ id: two.id, path: two.path, name: two.name });
  expect(pairs(changing, documents).size).toBe(1);
  await changing.remove(one.id);
  expect(pairs(changing, documents).size).toBe(0);
  expect(changing.passages()).toBe(1);
  await changing.close();
});

test('a text that another process has written anew is compared as it is now', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'atrium-families-'));
  const [here, there] = [createFamilies({ dataDir }), createFamilies({ dataDir })];
  try {
    const [one, two] = labelled.filter(({ kind }) => kind === 'draft, v2, final');
    if (!one || !two) throw new Error('the labelled set has none');
    await write(here, [one, two]);
    await there.replace({ ...one, passages: [{ text: 'Something else altogether.' }] });
    expect(pairs(here, [one, two]).size).toBe(0);
    // It was compared with the former one a moment ago.
    await here.replace(two);
    expect(pairs(here, [one, two]).size).toBe(0);
  } finally {
    await Promise.all([here.close(), there.close()]);
    rmSync(dataDir, { recursive: true });
  }
});

test('one call after the other is as good as all at once', async () => {
  const slow = createFamilies();
  for (const document of labelled.slice(0, 20)) await slow.replace(document);
  for (const { id } of labelled.slice(0, 20)) await slow.remove(id);
  expect(slow.passages()).toBe(0);
  await slow.close();
});

test('a few words make no family, except of a name and a folder', async () => {
  const small = createFamilies();
  const note = (path: string) => ({
    id: path,
    source: 'drive',
    path,
    name: path.split('/').at(-1) ?? '',
    passages: [{ text: 'See me.' }],
  });
  await Promise.all(['a/note.txt', 'a/note (1).txt', 'b/note.txt', 'a/memo.txt'].map((path) => small.replace(note(path))));
  expect(small.linksOf(['a/note.txt', 'b/note.txt', 'a/memo.txt'])).toEqual([['a/note.txt', 'a/note (1).txt']]);
  await small.close();
});
