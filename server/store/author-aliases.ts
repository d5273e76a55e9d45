import type { PersonContent } from '#indexers/types.ts';
import { foldExpanded, fold as foldLetters } from '../search/text/fold.ts';

/** What a document may call a person, folded: addresses, the sign-in name, every full name in both orders. */
export function aliasesOf(person: Omit<PersonContent, 'photo'>): string[] {
  const { givenName, surname } = person;
  const names = [person.name, ...person.otherNames];
  if (givenName !== undefined && surname !== undefined) names.push(`${givenName} ${surname}`, `${surname} ${givenName}`);
  const expanded = names.flatMap((name) => foldExpanded(name) ?? []);
  const aliases = [...[...names, ...expanded].map(foldName), ...person.emails.map(fold), fold(person.uid)];
  return [...new Set(aliases)].filter((alias) => alias !== '');
}

/** How an author field may be read, most telling first: its address, else the name around it, else all of it as it stands. */
export function readingsOf(author: string): string[] {
  const address = /[^\s<>"',;]+@[^\s<>"',;]+/.exec(author)?.[0];
  if (address !== undefined)
    return [fold(address), foldName(author.replace(address, '').replace(/[<>"'()]/g, ''))].filter(Boolean);
  const withoutDomain = author.replace(/^[\w.-]+\\/, '');
  return [foldName(withoutDomain)].filter(Boolean);
}

/** "Lovelace, Ada" is "ada lovelace"; a comma that does not separate two names is left alone. */
function foldName(name: string): string {
  const [surname = '', given = '', ...rest] = name.split(',').map(fold);
  return surname !== '' && given !== '' && rest.length === 0 ? `${given} ${surname}` : fold(name);
}

/** What is left when case, accents and the amount of white space do not count. */
function fold(text: string): string {
  return foldLetters(text).replace(/\s+/g, ' ').trim();
}
