import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contents, Drive } from '../installation/sources.ts';
import { createDice } from '../invented/people.ts';
import { type Query, readJsonLines, readQrels, readQueries, readTable } from '../scoring/trec-files.ts';
import { fileName, writeDocumentFiles } from './document-file.ts';
import { asDocument, CorpusLine } from './document-ranking.ts';
import { knownItems, type Wanted } from './known-items.ts';
import { organisationDirectory, readAuthorship } from './organisation.ts';
import { type PlainPerson, readPeopleDirectory } from './people-directory.ts';
import { judgedIds } from './people-search.ts';

const RANKING = ['cranfield', 'med'];
const SEED = 1848;
/** Of the questions of a collection, so that no kind drowns the others. */
const OF_EACH = 60;

const SEEN: Wanted = { title: OF_EACH, 'title-word': OF_EACH, heading: OF_EACH, passage: OF_EACH };

export interface LabelledQuery extends Query {
  wants: 'person' | 'document';
  /** Of which one must be found, as `personKey` and `documentKey` name them. */
  wanted: readonly string[];
}

export interface LabelledMix {
  queries: LabelledQuery[];
  contents: Contents;
  people: PlainPerson[];
}

export const personKey = (id: string): string => `person ${id}`;
export const documentKey = (source: string, file: string): string => `document ${source}/${file}`;

export function hasMix(data: string): boolean {
  const parts = [...RANKING.map((name) => `ir/${name}`), 'names/dir-dev', 'corpora/18f/share.tsv'];
  return parts.every((part) => existsSync(path.join(data, part)));
}

/**
 * One company of the public sets: a directory, the people and the share of an organisation, two collections of abstracts. Questions
 * for people: every kind of the directory, given names and surnames alone, full names of those who wrote something (documents name
 * them too). Questions for documents: judged questions, titles, words of titles, an author's surname with such a word, headings,
 * words out of a text.
 */
export function labelledMix(data: string): LabelledMix {
  const { directory, people, queries } = mixedPeople(data);
  const share = path.join(data, 'corpora', '18f', 'share');
  const ranking = RANKING.map((name) => rankingPart(data, name));
  const drives: Drive[] = [{ id: 'share', files: share }, ...ranking.map(({ drive }) => drive)];
  return {
    queries: [
      ...queries,
      ...knownDocuments(data),
      ...someOf(authorsWithWords(data, people)),
      ...ranking.flatMap((part) => part.queries),
    ],
    contents: { drives, directory },
    people,
  };
}

function mixedPeople(data: string) {
  const names = path.join(data, 'names', 'dir-dev');
  const organisation = path.join(data, 'corpora', '18f');
  const qrels = readQrels(path.join(names, 'qrels.tsv'));
  // Both have the same tree; its entries are those of the first.
  const authors = organisationDirectory(organisation);
  const ldif = `${readFileSync(path.join(names, 'people.ldif'), 'utf8').trimEnd()}\n\n${authors.ldif.split('\n\n').slice(2).join('\n\n')}`;
  const { directory, people } = readPeopleDirectory(ldif, judgedIds(qrels));
  const judged = readQueries(path.join(names, 'queries.jsonl')).map(
    (query): LabelledQuery => ({ ...query, wants: 'person', wanted: [...(qrels.get(query.id)?.keys() ?? [])].map(personKey) }),
  );
  const wrote = new Set([...readAuthorship(organisation).values()].flat());
  return {
    directory: { ...directory, ...(authors.attributes && { attributes: authors.attributes }) },
    people,
    queries: [
      ...judged,
      ...someOf(partsOfNames(people, 'given')),
      ...someOf(partsOfNames(people, 'surname')),
      ...someOf(fullNames(people.filter(({ uid }) => wrote.has(uid)))),
    ],
  };
}

/** One part of a name alone: everybody who has it is right. */
function partsOfNames(people: readonly PlainPerson[], part: 'given' | 'surname'): LabelledQuery[] {
  const named = new Map<string, string[]>();
  for (const { id, fields } of people) {
    const name = fields.cn?.split(' ').at(part === 'given' ? 0 : -1) ?? '';
    named.set(name, [...(named.get(name) ?? []), personKey(id)]);
  }
  return [...named]
    .filter(([name]) => /^\p{L}{4,}$/u.test(name))
    .map(([name, wanted]) => ({ id: `${part}-${name}`, text: name.toLowerCase(), category: part, wants: 'person', wanted }));
}

function fullNames(people: readonly PlainPerson[]): LabelledQuery[] {
  return people.map(({ id, fields }) => ({
    id: `author-${id}`,
    text: fields.cn ?? '',
    category: 'author',
    wants: 'person',
    wanted: [personKey(id)],
  }));
}

function knownDocuments(data: string, wanted: Wanted = SEEN): (LabelledQuery & { document: string })[] {
  const organisation = path.join(data, 'corpora', '18f');
  const sharePath = new Map(readTable(path.join(organisation, 'share.tsv')).map(([shared = '', plain = '']) => [plain, shared]));
  return knownItems(path.join(organisation, 'docs'), { seed: SEED, wanted }).map((item) => {
    const document = `${item.document}.md`;
    return { ...item, document, wants: 'document', wanted: [documentKey('share', sharePath.get(document) ?? '')] };
  });
}

/** "snow micropurchase": a document by who wrote it and what it is about, though the first word is a name. */
function authorsWithWords(data: string, people: readonly PlainPerson[]): LabelledQuery[] {
  const surnameOf = new Map(people.map(({ uid, fields }) => [uid, fields.cn?.split(' ').at(-1) ?? '']));
  const authors = readAuthorship(path.join(data, 'corpora', '18f'));
  return knownDocuments(data, { 'title-word': 10 * OF_EACH }).flatMap((query) => {
    const surname = surnameOf.get(authors.get(query.document)?.[0] ?? '');
    if (!surname) return [];
    return [{ ...query, id: `author-${query.id}`, text: `${surname} ${query.text}`.toLowerCase(), category: 'author-word' }];
  });
}

function rankingPart(data: string, name: string): { drive: Drive; queries: LabelledQuery[] } {
  const folder = path.join(data, 'ir', name);
  const documents = readJsonLines(path.join(folder, 'corpus.jsonl'), CorpusLine).map(asDocument);
  const keyOf = new Map(documents.map(({ id }, position) => [id, documentKey(name, fileName(position, 'md'))]));
  const qrels = readQrels(path.join(folder, 'qrels.tsv'));
  const relevant = (id: string) =>
    [...(qrels.get(id) ?? [])].flatMap(([item, gain]) => (gain > 0 ? [keyOf.get(item) ?? ''] : []));
  return {
    drive: { id: name, files: (root) => writeDocumentFiles(root, documents, 'md') },
    queries: someOf(
      readQueries(path.join(folder, 'queries.jsonl')).map((query) => ({
        ...query,
        id: `${name}-${query.id}`,
        category: name,
        wants: 'document',
        wanted: relevant(query.id),
      })),
    ),
  };
}

function someOf(queries: readonly LabelledQuery[]): LabelledQuery[] {
  const dice = createDice(SEED);
  const left = [...queries];
  return Array.from({ length: Math.min(OF_EACH, left.length) }, () => {
    const one = dice(left);
    left.splice(left.indexOf(one), 1);
    return one;
  });
}
