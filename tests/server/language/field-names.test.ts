import { expect, test } from 'vitest';
import { ldapForm } from '#indexers/sources/ldap/form.ts';
import { DIRECTORIES } from '#server/language/german/directories.ts';

const FIELDS = new Map(ldapForm.fields.map(({ name, label }) => [name, label]));

/** `“Groups below” (groupsBase)`: who sits before the form knows the one, who writes atrium.yaml the other. */
function namedIn(sentence: string, quotes: RegExp): [name: string, label: string][] {
  return [...sentence.matchAll(quotes)].map(([, label = '', name = '']) => [name, label]);
}

test('sentences call the fields of a directory as the form does, in both languages', () => {
  const named = Object.entries(DIRECTORIES).flatMap(([english, german]) => [
    ...namedIn(english, /“([^”{]+)” \(([\w.]+)/g).map(([name, label]) => ({ label, of: FIELDS.get(name)?.en })),
    ...namedIn(german, /„([^“{]+)“(?: an)? \(([\w.]+)/g).map(([name, label]) => ({ label, of: FIELDS.get(name)?.de })),
  ]);
  expect(named.length).toBeGreaterThanOrEqual(10);
  expect(named.filter(({ label, of }) => label !== of)).toEqual([]);
});
