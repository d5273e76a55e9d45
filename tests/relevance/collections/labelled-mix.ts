import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Contents } from '../installation/sources.ts';
import { createDice } from '../invented/people.ts';
import { readTable } from '../scoring/trec-files.ts';
import { ambiguousQuestions, type RememberedPerson, sample } from './ambiguous-questions.ts';
import { COMPANIES, type CompanyName } from './companies.ts';
import { knownItems } from './known-items.ts';
import { documentKey, type LabelledQuery } from './labelled-query.ts';

const SEED = 1848;
/** Of the questions of a kind, so that no kind drowns the others. */
const OF_EACH = 50;

export interface LabelledMix {
  queries: LabelledQuery[];
  contents: Contents;
  people: RememberedPerson[];
}

/** Those whose parts are all there. */
export function mixes(data: string): CompanyName[] {
  const parts: Record<CompanyName, readonly string[]> = {
    mix: ['ir/cranfield', 'ir/med', 'names/dir-dev', 'corpora/18f/share.tsv'],
    'other-mix': ['ir/cacm', 'corpora/python/docs'],
  };
  const names = ['mix', 'other-mix'] as const;
  return names.filter((name) => parts[name].every((part) => existsSync(path.join(data, part))));
}

/**
 * Questions to one company that want a person or a document: those that were judged, parts of names and whole names, what is
 * remembered of documents, and those that read like both. The right one is always the item that the question was made from.
 */
export function labelledMix(data: string, name: CompanyName): LabelledMix {
  const { contents, people, documents, words, judged } = COMPANIES[name](data);
  const dice = createDice(SEED);
  const made = [
    ...partsOfNames(people, 'given'),
    ...partsOfNames(people, 'surname'),
    ...fullNames(people),
    ...(name === 'mix' ? knownDocuments(data) : []),
    ...ambiguousQuestions({ people, documents, words, dice }),
  ].filter(({ wanted, text }) => wanted.length > 0 && text.trim() !== '');
  const once = new Map([...judged, ...made.map(withId)].map((query) => [query.id, query]));
  const kinds = Map.groupBy(once.values(), ({ wants, category }) => `${wants} ${category}`);
  return { queries: [...kinds.values()].flatMap((own) => sample(own, OF_EACH, dice)), contents, people };
}

function withId(question: Omit<LabelledQuery, 'id'>): LabelledQuery {
  const { wants, category, text, wanted } = question;
  const id = createHash('sha256').update([wants, text, wanted[0]].join('\n')).digest('hex').slice(0, 10);
  return { ...question, id: `${category}-${id}` };
}

type Made = Omit<LabelledQuery, 'id'>;

/** One part of a name alone: everybody who has it is right. */
function partsOfNames(people: readonly RememberedPerson[], part: 'given' | 'surname'): Made[] {
  const partOf = ({ fields }: RememberedPerson) => fields.cn?.split(' ').at(part === 'given' ? 0 : -1) ?? '';
  return [...Map.groupBy(people, partOf)]
    .filter(([name]) => /^\p{L}{4,}$/u.test(name))
    .map(([name, own]) => ({
      text: name.toLowerCase(),
      category: part,
      wants: 'person',
      wanted: own.map(({ key }) => key),
      from: own[0]?.from ?? '',
    }));
}

function fullNames(people: readonly RememberedPerson[]): Made[] {
  return [...Map.groupBy(people, ({ fields }) => fields.cn ?? '')].map(([name, own]) => ({
    text: name,
    // Documents name those of an organisation, and often say who wrote them.
    category: own.some(({ from }) => ORGANISATIONS.includes(from)) ? 'author' : 'full-name',
    wants: 'person',
    wanted: own.map(({ key }) => key),
    from: own[0]?.from ?? '',
  }));
}

const ORGANISATIONS = ['18f', 'python'];

function knownDocuments(data: string): Made[] {
  const organisation = path.join(data, 'corpora', '18f');
  const sharePath = new Map(readTable(path.join(organisation, 'share.tsv')).map(([shared = '', plain = '']) => [plain, shared]));
  const wanted = { title: OF_EACH, 'title-word': OF_EACH, heading: OF_EACH, passage: OF_EACH };
  return knownItems(path.join(organisation, 'docs'), { seed: SEED, wanted }).map(({ document, text, category }) => ({
    text,
    category,
    wants: 'document',
    wanted: [documentKey('share', sharePath.get(`${document}.md`) ?? '')],
    from: '18f',
  }));
}
