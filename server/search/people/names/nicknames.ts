import { readFileSync } from 'node:fs';
import { fold } from '../../text/fold.ts';

/** `short`: one is a short or pet form of the other, or both of one full name. `variant`: the same name in another spelling or language. */
export type NicknameRelation = 'short' | 'variant';

interface Group {
  full: string[];
  short: string[];
}

/**
 * Names that the same person may go by, for one given name in any of its spellings (folded). Only through one group of the table:
 * Alex is Alexander or Alexandra, but Alexander is not Alexandra.
 */
export function nicknameRelations(spellings: readonly string[]): ReadonlyMap<string, NicknameRelation> {
  const found = new Map<string, NicknameRelation>();
  const table = groupsByName();
  for (const group of new Set(spellings.flatMap((spelling) => table.get(spelling) ?? []))) {
    const isFull = spellings.some((spelling) => group.full.includes(spelling));
    for (const name of group.short) found.set(name, 'short');
    for (const name of group.full) if (!isFull || !found.has(name)) found.set(name, isFull ? 'variant' : 'short');
  }
  for (const spelling of spellings) found.delete(spelling);
  return found;
}

let table: Map<string, Group[]> | undefined;

function groupsByName(): ReadonlyMap<string, Group[]> {
  if (table) return table;
  table = new Map();
  for (const group of readGroups()) {
    for (const name of new Set([...group.full, ...group.short])) {
      const groups = table.get(name);
      if (groups) groups.push(group);
      else table.set(name, [group]);
    }
  }
  return table;
}

/** A line of `nicknames.txt`: full names, a colon, short forms. */
function readGroups(): Group[] {
  const lines = readFileSync(new URL('nicknames.txt', import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => {
      const [full = '', short = ''] = line.split(':');
      return { full: namesIn(full), short: namesIn(short) };
    });
}

function namesIn(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((name) => name !== '')
    .map(fold);
}
