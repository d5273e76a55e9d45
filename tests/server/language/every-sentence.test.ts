import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GERMAN } from '#server/language/german.ts';
import { inLanguage } from '#server/language/in-language.ts';
import { NOT_SENTENCES, NOT_SHOWN } from './not-shown.ts';
import { sentencesOf } from './sentences-of-source.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const FILES = globSync(['indexers/**/*.ts', 'server/**/*.ts'], { cwd: ROOT })
  .filter((file) => !NOT_SENTENCES.some((pattern) => pattern.test(file)))
  .sort();
const SAMPLES = FILES.flatMap((file) => sentencesOf(ROOT, file));
const ENGLISH = GERMAN.flatMap((table) => Object.keys(table)).map((english) => english.toLowerCase().replace(/\{[^}]*\}/g, '{}'));

test('every sentence that the console may show has its words in German', () => {
  const without = SAMPLES.filter(({ file, text }) => !(NOT_SHOWN[file] ?? []).includes(text)).filter(
    ({ text }) => !isWhole(text) && !isPart(text),
  );
  expect(without.map(({ file, line, text }) => `${file}:${line} ${text}`).join('\n')).toBe('');
});

test('what is called never shown is still there', () => {
  const there = new Set(SAMPLES.map(({ file, text }) => `${file} ${text}`));
  const listed = Object.entries(NOT_SHOWN).flatMap(([file, texts]) => texts.map((text) => `${file} ${text}`));
  expect(listed.filter((one) => !there.has(one))).toEqual([]);
});

function isWhole(text: string): boolean {
  // A number fits every placeholder.
  const sample = text.replaceAll('{}', '7');
  return inLanguage(sample, 'de') !== sample;
}

/** Some sentences are put together from parts: then what the code says of it stands in one of the tables, in this order. */
function isPart(text: string): boolean {
  const pieces = text
    .toLowerCase()
    .split('{}')
    .map((piece) => piece.replace(/ ?…?[.;]?\s*$/, ''));
  return ENGLISH.some((english) => {
    let at = 0;
    return pieces.every((piece) => {
      const found = english.indexOf(piece, at);
      at = found + piece.length;
      return found >= 0;
    });
  });
}
