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
  for (const form of new Set(spellings.flatMap((spelling) => formsByName().get(spelling) ?? []))) {
    const isFull = spellings.some((spelling) => form.full.includes(spelling));
    add(form.short, isFull ? 'short' : 'sibling');
    add(form.full, isFull ? 'variant' : 'short');
    if (isFull) add(form.elsewhere(), 'translation');
  }
  for (const spelling of spellings) found.delete(spelling);
  return found;
}

const NEAREST: readonly NicknameRelation[] = ['short', 'variant', 'sibling', 'translation'];

/** A name in one language. */
interface Form {
  full: readonly string[];
  short: readonly string[];
  /** Full names of the same line in other languages. */
  elsewhere(): readonly string[];
}

let table: Map<string, Form[]> | undefined;

function formsByName(): ReadonlyMap<string, Form[]> {
  if (table) return table;
  table = new Map();
  for (const form of readForms()) {
    for (const name of new Set([...form.full, ...form.short])) {
      const forms = table.get(name);
      if (forms) forms.push(form);
      else table.set(name, [form]);
    }
  }
  return table;
}

/** A line of `nicknames.txt`: full names, a colon, short forms; after a bar the same in another language. */
function readForms(): Form[] {
  const lines = fold(readFileSync(new URL('nicknames.txt', import.meta.url), 'utf8')).split('\n');
  return lines
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .flatMap((line) => {
      const forms: Form[] = line.split('|').map((part) => {
        const [full = '', short = ''] = part.split(':');
        const elsewhere = () => forms.flatMap((other) => (other === form ? [] : other.full));
        const form: Form = { full: namesIn(full), short: namesIn(short).flatMap(spelledOtherwise), elsewhere };
        return form;
      });
      return forms;
    });
}

function namesIn(text: string): string[] {
  return text.split(' ').filter((name) => name !== '');
}

/** Debbie, Debby, Debbi: nobody knows how somebody else's pet name is written. */
function spelledOtherwise(short: string): string[] {
  const [, beginning] = PET_ENDING.exec(short) ?? [];
  return beginning === undefined ? [short] : [short, ...['ie', 'y', 'i'].map((ending) => `${beginning}${ending}`)];
}

const PET_ENDING = /^(.{2,}[bcdfghjklmnpqrstvwxz])(?:ie|y|i)$/;
