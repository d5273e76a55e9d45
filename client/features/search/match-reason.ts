import type { MarkedText } from '../../../server/contract/common.ts';
import type { PersonHit } from '../../../server/contract/search.ts';
import { words } from './words.ts';

const SHOWN = 3;

/** The first match of a field, if it is one of those that matched. */
export function matchOf(person: PersonHit, field: string): MarkedText | undefined {
  return person.matched.find((match) => match.field === field)?.value;
}

/**
 * Why a person is among the answers where the card does not say it anyway: the most telling field that is not `shown`, with all
 * its matches (three skills, say). Nothing where the name matched, because that explains itself.
 */
export function matchReason(person: PersonHit, shown: readonly string[]): { field: string; values: MarkedText[] } | undefined {
  if (matchOf(person, 'name')) return undefined;
  const field = person.matched.find((match) => !shown.includes(match.field))?.field;
  if (field === undefined) return undefined;
  const values = person.matched.filter((match) => match.field === field).map((match) => match.value);
  return { field: words().fields[field] ?? field, values: values.slice(0, SHOWN) };
}

export function plainText(text: MarkedText): string {
  return text.map((piece) => piece.text).join('');
}
