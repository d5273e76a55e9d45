import { readFileSync } from 'node:fs';
import { fold } from '../../text/fold.ts';

/**
 * `short`: one is a short or pet form of the other. `variant`: another spelling of the same name. `sibling`: both are short for one
 * name, Bill and Will. `translation`: the same name in another language, by which not everybody goes: John and Giovanni.
 */
export type NicknameRelation = 'short' | 'variant' | 'sibling' | 'translation';

/**
 * Names that the same person may go by, for one given name in any of its spellings (folded). Only through one line of the table:
 * Alex is Alexander or Alexandra, but Alexander is not Alexandra. A short form belongs to its own language: Jack is John and not
 * Giovanni.
 */
export function nicknameRelations(spellings: readonly string[]): ReadonlyMap<string, NicknameRelation> {
  const found = new Map<string, NicknameRelation>();
  const add = (names: readonly string[], relation: NicknameRelation) => {
    for (const name of names) {
      const known = found.get(name);
      if (known === undefined || NEAREST.indexOf(relation) < NEAREST.indexOf(known)) found.set(name, relation);
    }
  };
  for (const line of linesWith(spellings))
    for (const form of line) {
      const isFull = form.full.some((name) => spellings.includes(name));
      if (!isFull && !form.short.some((name) => spellings.includes(name))) continue;
      add(form.short, isFull ? 'short' : 'sibling');
      add(form.full, isFull ? 'variant' : 'short');
      if (!isFull) continue;
      const elsewhere = line.filter((other) => other !== form).flatMap(({ full }) => full);
      add(elsewhere, 'translation');
    }
  for (const spelling of spellings) found.delete(spelling);
  return found;
}

const NEAREST: readonly NicknameRelation[] = ['short', 'variant', 'sibling', 'translation'];

/** A name in one language. */
interface Form {
  full: readonly string[];
  short: readonly string[];
}

/** Looked for in the text as it is: reading all of it into a table would hold up the first search. */
function linesWith(names: readonly string[]): Form[][] {
  const table = tableText();
  const starts = new Set<number>();
  for (const name of new Set(names.flatMap(spelledOtherwise)))
    for (let at = table.indexOf(` ${name} `); at !== -1; at = table.indexOf(` ${name} `, at + 1))
      starts.add(table.lastIndexOf('\n', at) + 1);
  return [...starts].map((start) => formsOf(table.slice(start, table.indexOf('\n', start))));
}

let text: string | undefined;

/** A line of `nicknames.txt`: full names, a colon, short forms; after a bar the same in another language. Spaces around each name. */
function tableText(): string {
  if (text !== undefined) return text;
  const spaced = fold(readFileSync(new URL('nicknames.txt', import.meta.url), 'utf8'))
    .replace(/^#.*\n/gm, '')
    .replace(/[:|]/g, ' $& ')
    .replace(/^/gm, ' ')
    .replace(/$/gm, ' ');
  // One flat string of single bytes is searched ten times as fast as what is put together above.
  text = Buffer.from(spaced, 'latin1').toString('latin1');
  return text;
}

function formsOf(line: string): Form[] {
  return line.split('|').map((part) => {
    const [full = '', short = ''] = part.split(':');
    return { full: namesIn(full), short: namesIn(short).flatMap(spelledOtherwise) };
  });
}

function namesIn(text: string): string[] {
  return text.split(' ').filter((name) => name !== '');
}

/** Debbie, Debby, Debbi: nobody knows how somebody else's pet name is written. */
function spelledOtherwise(name: string): string[] {
  const [, beginning] = PET_ENDING.exec(name) ?? [];
  return beginning === undefined ? [name] : [name, ...['ie', 'y', 'i'].map((ending) => `${beginning}${ending}`)];
}

const PET_ENDING = /^(.{2,}[bcdfghjklmnpqrstvwxz])(?:ie|y|i)$/;
