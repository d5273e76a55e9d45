import { expect, test } from 'vitest';
import { preferredLanguage } from '#server/language/language.ts';

test.each([
  [undefined, 'en'],
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-FR, en;q=0.4, de;q=0.7', 'de'],
  ['fr, *;q=0.5', 'en'],
  ['de;q=0, en;q=0.1', 'en'],
  ['DE-ch', 'de'],
  ['de;q=nonsense', 'en'],
])('%j asks for %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
