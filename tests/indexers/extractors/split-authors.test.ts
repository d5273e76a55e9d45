import { expect, test } from 'vitest';
import { splitAuthors } from '#indexers/extractors/split-authors.ts';

test.each([
  ['Koen Verbruggen', ['Koen Verbruggen']],
  ['Koen Verbruggen, Aminata Diallo', ['Koen Verbruggen', 'Aminata Diallo']],
  ['Koen Verbruggen; Aminata Diallo', ['Koen Verbruggen', 'Aminata Diallo']],
  ['Koen Verbruggen and Aminata Diallo', ['Koen Verbruggen', 'Aminata Diallo']],
  ['Verbruggen, Koen', ['Verbruggen, Koen']],
  ['Verbruggen, Koen; Diallo, Aminata', ['Verbruggen, Koen', 'Diallo, Aminata']],
  ['koen@fennmark.example, aminata@fennmark.example', ['koen@fennmark.example', 'aminata@fennmark.example']],
  ['Wulandari', ['Wulandari']],
  ['Anderson', ['Anderson']],
  [' ; , ', []],
  [undefined, []],
])('%s names %j', (text, names) => {
  expect(splitAuthors(text)).toEqual(names);
});
