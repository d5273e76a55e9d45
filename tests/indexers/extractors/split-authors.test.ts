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
  ['van der Berg, Anna Maria', ['van der Berg, Anna Maria']],
  ['von Hohenfels, Karl Otto; De Smet, Jan', ['von Hohenfels, Karl Otto', 'De Smet, Jan']],
  ['Koen Verbruggen und Aminata Diallo', ['Koen Verbruggen', 'Aminata Diallo']],
  ['Wulandari', ['Wulandari']],
  // What programs write where nobody said who they are.
  ['Microsoft Office User', []],
  ['Koen Verbruggen; Microsoft Office User', ['Koen Verbruggen']],
  ['Windows User', []],
  ['Windows-Benutzer', []],
  ['Ein geschätzter Microsoft Office Anwender', []],
  ['python-docx', []],
  ['Apache POI', []],
  ['openpyxl', []],
  ['Unknown', []],
  ['Unbekannt', []],
  ['user', []],
  ['Administrator', []],
  ['Anderson', ['Anderson']],
  [' ; , ', []],
  [undefined, []],
])('%s names %j', (text, names) => {
  expect(splitAuthors(text)).toEqual(names);
});
