import type { Filter } from '../../access/filter.ts';
import { engineText } from '../documents/document-queries.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { employeeNumberForms } from '../text/phone-digits.ts';
import { keyQuery, soundQuery } from './names/index-forms.ts';
import { numberForms } from './number-match.ts';
import { PERSON_FIELDS, PERSON_FIELDS_WITHOUT_NUMBERS } from './person-hit.ts';

/** People with all the words that are ranked by us; those after them keep the engine's order. */
export const RANKED_PEOPLE = 100;
const FURTHER = 30;
/** More words than this are not a name: by sound or backwards they would find anybody. */
const MOST_NAME_WORDS = 5;

export interface PeopleQueryPlan {
  parsed: ParsedQuery;
  filter: Filter;
  facets: readonly string[];
}

/** People who match all the words, exactly counted. */
export function allWordsPeopleQuery({ parsed, filter, facets }: PeopleQueryPlan): EngineQuery {
  return {
    index: 'people',
    q: engineText(parsed, parsed.words),
    filter,
    matchingStrategy: 'all',
    attributesToRetrieve: fieldsFor(parsed),
    page: 1,
    hitsPerPage: RANKED_PEOPLE,
    facets,
  };
}

const NAMES = ['name', 'nameFold', 'uid', 'emailLocal'];

/**
 * Of the people with all the words, those who have them in their name: among many, the first query brings whoever has a single word
 * as their department as well. Common words count here: Will Smith, An Le, "I. Robinson".
 */
export function namedPeopleQuery({ parsed, filter }: Omit<PeopleQueryPlan, 'facets'>): EngineQuery | undefined {
  const { words, ignored, phrases } = parsed;
  const isName = words.length + ignored.length <= MOST_NAME_WORDS && phrases.length === 0;
  if (words.length === 0 || !(ignored.length > 0 ? isName : words.length === 1)) return undefined;
  const base = { ...further({ parsed, filter }), matchingStrategy: 'all', limit: RANKED_PEOPLE } as const;
  if (ignored.length === 0) return { ...base, q: engineText(parsed, words), attributesToSearchOn: NAMES };
  return { ...base, q: parsed.text, attributesToSearchOn: [...NAMES, 'initials', 'nick'] };
}

/** People the first query misses: with some of the words, with another spelling or sound, or by a number. */
export function furtherPeopleQueries({ parsed, filter }: Omit<PeopleQueryPlan, 'facets'>): EngineQuery[] {
  const base = further({ parsed, filter });
  const text = parsed.words.map((word) => word.text).join(' ');
  const isName = parsed.words.length <= MOST_NAME_WORDS && parsed.phrases.length === 0 && parsed.phone === undefined;
  // Other spellings, and what sounds alike, are not what was typed.
  if (parsed.isExact) return [];
  return [
    ...(parsed.words.length > 1 ? someWords(base, parsed, isName) : []),
    ...(isName ? otherForms(base, text) : []),
    ...[...new Set(numberForms(parsed).flatMap((number) => [number, ...employeeNumberForms(number)]))].map(
      (q): EngineQuery => ({
        ...base,
        q,
        matchingStrategy: 'all',
        attributesToSearchOn: ['extensions', 'phoneDigits', 'employeeNumberForms'],
      }),
    ),
  ];
}

function further({ parsed, filter }: Omit<PeopleQueryPlan, 'facets'>) {
  return { index: 'people', filter, attributesToRetrieve: fieldsFor(parsed), limit: FURTHER } as const;
}

function fieldsFor({ phone }: ParsedQuery): readonly string[] {
  return phone === undefined ? PERSON_FIELDS_WITHOUT_NUMBERS : PERSON_FIELDS;
}

type Base = ReturnType<typeof further>;

/** The engine drops words from the end. Of a name the last word tells most, so it must be asked for first as well. */
function someWords(base: Base, parsed: ParsedQuery, isName: boolean): EngineQuery[] {
  const inOrder: EngineQuery = { ...base, q: engineText(parsed, parsed.words), matchingStrategy: 'last' };
  const letters = parsed.words.filter((word, n) => n === 0 || n === parsed.words.length - 1 || word.folded.length > 1);
  return [
    inOrder,
    ...(isName
      ? [{ ...inOrder, q: `${engineText(parsed, parsed.words.toReversed())} `, attributesToSearchOn: [...NAMES, 'nick'] }]
      : []),
    // J. R. Smith, whose directory knows no R.
    ...(letters.length < parsed.words.length
      ? [
          {
            ...base,
            q: engineText(parsed, letters),
            matchingStrategy: 'all',
            attributesToSearchOn: [...NAMES, 'initials'],
          } as const,
        ]
      : []),
  ];
}

function otherForms(base: Base, text: string): EngineQuery[] {
  const [key, sound] = [keyQuery(text), text.length >= 4 ? soundQuery(text) : undefined];
  return [
    ...(key === undefined ? [] : [{ ...base, q: key, matchingStrategy: 'all', attributesToSearchOn: ['nameFold'] } as const]),
    ...(sound === undefined ? [] : [{ ...base, q: sound, matchingStrategy: 'all', attributesToSearchOn: ['sounds'] } as const]),
  ];
}
