import { expect, test } from 'vitest';
import type { Recognizer } from '#indexers/ocr/recognizer.ts';
import type { ReadOptions } from '#indexers/types.ts';
import { createBench, createShelf } from './sync-bench.ts';

/** Another program than before for each list of languages. */
function recognizerWith(...languages: string[]): Recognizer {
  return {
    engine: async () => ({ program: '/usr/bin/tesseract', languages, findsOrientation: false }),
    read: async () => ({ state: 'unreadable', problem: 'nothing is to be read here' }),
  };
}

test('what a run that was stopped remembers of folders holds for the next one, and nothing from before another OCR program', async () => {
  const bench = createBench();
  const shelf = createShelf();
  const { read } = shelf.source;
  let told: ReadOptions['unchanged'];
  shelf.source.read = (options) => {
    told = options.unchanged;
    return read(options);
  };
  const remember = () => {
    const folder = { key: 'a/1.txt', digest: 'same', ranges: [], items: 0 };
    bench.store.listings.put(shelf.source.id, { ...folder, files: 0, excluded: 0, slots: {}, readers: [], dueAt: null });
  };
  const known = async (...languages: string[]) => {
    shelf.endsWithoutComplete = true;
    await bench.run(shelf, { recognizer: recognizerWith(...languages) });
    return [...(told ?? [])];
  };
  remember();
  expect(await known('eng')).toEqual([]);
  remember();
  expect(await known('eng')).toEqual([['a/1.txt', 'same']]);
  expect(await known('eng', 'deu')).toEqual([]);
  expect(await known('eng', 'deu')).toEqual([]);
  bench.store.close();
});
