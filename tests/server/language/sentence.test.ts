import { expect, test } from 'vitest';
import { GERMAN } from '#server/language/german.ts';
import { inLanguage } from '#server/language/in-language.ts';

const ENTRIES = GERMAN.flatMap((table) => Object.entries(table));
const de = (sentence: string) => inLanguage(sentence, 'de');

test('no English stands in two tables', () => {
  const seen = new Map<string, number>();
  for (const [english] of ENTRIES) seen.set(english.toLowerCase(), (seen.get(english.toLowerCase()) ?? 0) + 1);
  expect([...seen].filter(([, count]) => count > 1)).toEqual([]);
});

/** What a folder or a file may be called: much of it looks like our own words and marks. */
const NAME = 'nobody/people, groups – removed $& $1 {x} Run.pdf';

test('every sentence is said by its own German, with the names in it as they were', () => {
  const wrong = ENTRIES.flatMap(([english, german]) => {
    const filled = fill(english, '12');
    const said = de(filled);
    return [fill(german, '12'), begun(fill(german, '12'))].includes(said) ? [] : [`${filled}\n  → ${said}`];
  });
  expect(wrong.join('\n')).toBe('');
});

const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function fill(text: string, count: string): string {
  return text.replace(/\{([^}]*)\}/g, (_, name: string) => (name.startsWith('#') ? count : name.startsWith('~') ? 'Ω' : NAME));
}

test.each([
  'Run.pdf',
  'Plans/removed, failed; nobody.pdf',
  'user:ada, group:everybody',
  'data 80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error',
  'Everybody who may read this likes it',
  '{"query":"the run was stopped","note":"not a word. people, groups"}',
  '',
  '   ',
  'x'.repeat(5000),
])('%j is nobody’s sentence and stays as it is', (text) => {
  expect(de(text)).toBe(text);
});

test.each([
  ['Reading ou=x,dc=y: 3 empty pages in a row.', 'Beim Lesen von ou=x,dc=y: 3 leere Seiten hintereinander.'],
  ['1,234 files could not be read.', '1.234 Dateien ließen sich nicht lesen.'],
  ['Removed: {"name":"people, groups; the run was stopped"}', 'Entfernt: {"name":"people, groups; the run was stopped"}'],
  ['plans/a: b.pdf: the file is damaged or incomplete', 'plans/a: b.pdf: die Datei ist beschädigt oder unvollständig'],
  [
    'Up to date with its last run. Whatever somebody else says; 12 files could not be read.',
    'Auf dem Stand des letzten Laufs. Whatever somebody else says; 12 Dateien ließen sich nicht lesen.',
  ],
])('%j is %j', (english, german) => {
  expect(de(english)).toBe(german);
  expect(inLanguage(english, 'en')).toBe(english);
});

test('a long text that is no sentence of ours takes no time', () => {
  const text = 'not; ours. neither, this: '.repeat(75);
  const begin = performance.now();
  expect(de(text)).toBe(text);
  expect(performance.now() - begin).toBeLessThan(2000);
});
