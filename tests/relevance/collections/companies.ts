import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Contents, Drive } from '../installation/sources.ts';
import { inventedDirectory } from '../invented/directory.ts';
import { inventPeople } from '../invented/people.ts';
import { inventQuestions } from '../invented/questions.ts';
import { type Qrels, readJsonLines, readQrels, readQueries, readTable } from '../scoring/trec-files.ts';
import { type RememberedDocument, type RememberedPerson, tokens } from './ambiguous-questions.ts';
import { fileName, writeDocumentFiles } from './document-file.ts';
import { asDocument, CorpusLine } from './document-ranking.ts';
import { documentKey, type LabelledQuery, personKey } from './labelled-query.ts';
import { organisationDirectory } from './organisation.ts';
import { readPeopleDirectory } from './people-directory.ts';
import { judgedIds } from './people-search.ts';

/** A company made of the public sets: what it holds, what people remember of it, and the questions that were judged already. */
export interface Company {
  contents: Contents;
  people: RememberedPerson[];
  documents: RememberedDocument[];
  /** Words that its documents write in lower case. */
  words: ReadonlySet<string>;
  judged: LabelledQuery[];
}

/** Two with nothing in common: weights that are chosen on one must hold on the other. */
export const COMPANIES = { mix: firstCompany, 'other-mix': secondCompany } as const;
export type CompanyName = keyof typeof COMPANIES;

/** The directory of names, the people and the share of 18F, two collections of abstracts. */
function firstCompany(data: string): Company {
  const names = path.join(data, 'names', 'dir-dev');
  const qrels = readQrels(path.join(names, 'qrels.tsv'));
  const judged = { from: 'dir-dev', queries: readQueries(path.join(names, 'queries.jsonl')), qrels };
  const organisation = organisationPart(data, '18f');
  return company({
    // Both have the same tree; its entries are those of the first.
    ldif: readFileSync(path.join(names, 'people.ldif'), 'utf8'),
    judged,
    organisation,
    ranking: ['cranfield', 'med'].map((name) => rankingPart(data, name)),
  });
}

const INVENTED = 1500;
const SEED = 1906;

/** Invented people, the people and the documents of Python, the cards of a journal. */
function secondCompany(data: string): Company {
  const invented = inventPeople(INVENTED, SEED);
  return company({
    ldif: inventedDirectory(invented, 'dc=example,dc=com').ldif,
    judged: { from: 'invented', ...inventQuestions(invented, SEED) },
    organisation: organisationPart(data, 'python'),
    ranking: [rankingPart(data, 'cacm')],
  });
}

function company(o: {
  ldif: string;
  judged: { from: string; queries: ReturnType<typeof readQueries>; qrels: Qrels };
  organisation: ReturnType<typeof organisationPart>;
  ranking: readonly ReturnType<typeof rankingPart>[];
}): Company {
  const { judged, organisation, ranking } = o;
  const ldif = `${o.ldif.trimEnd()}\n\n${organisation.ldif.split('\n\n').slice(2).join('\n\n')}`;
  const { directory, people } = readPeopleDirectory(ldif, judgedIds(judged.qrels));
  const isOfOrganisation = (uid: string) => organisation.uids.has(uid);
  return {
    contents: {
      drives: [organisation.drive, ...ranking.map(({ drive }) => drive)],
      directory: { ...directory, ...(organisation.attributes && { attributes: organisation.attributes }) },
    },
    people: people.map((person) => ({
      ...person,
      key: personKey(person.id),
      from: isOfOrganisation(person.uid) ? organisation.name : judged.from,
    })),
    documents: [...organisation.documents, ...ranking.flatMap(({ documents }) => documents)],
    words: lowerCaseWords([...organisation.texts, ...ranking.flatMap(({ texts }) => texts)]),
    judged: [
      ...judged.queries.map(
        (query): LabelledQuery => ({
          ...query,
          from: judged.from,
          wants: 'person',
          wanted: [...(judged.qrels.get(query.id)?.keys() ?? [])].map(personKey),
        }),
      ),
      ...ranking.flatMap(({ queries }) => queries),
    ],
  };
}

const Person = z.object({ id: z.string(), name: z.string() });
const Document = z.object({ path: z.string(), title: z.string(), authors: z.array(z.string()) });

function organisationPart(data: string, name: '18f' | 'python') {
  const folder = path.join(data, 'corpora', name);
  const shared =
    name === '18f'
      ? new Map(readTable(path.join(folder, 'share.tsv')).map(([file = '', plain = '']) => [plain, file]))
      : undefined;
  const people = readJsonLines(path.join(folder, 'people.jsonl'), Person);
  const surnames = new Map(people.map((person) => [person.id, person.name.split(' ').at(-1) ?? '']));
  const files = path.join(folder, shared ? 'share' : 'docs');
  const drive: Drive = { id: 'share', files };
  const documents = readJsonLines(path.join(folder, 'docs.jsonl'), Document).map((document): RememberedDocument => {
    const [, code] = /^PEP (\d+) – /.exec(document.title) ?? [];
    return {
      key: documentKey('share', shared ? (shared.get(document.path) ?? '') : document.path),
      from: name,
      title: document.title.replace(/^PEP \d+ – /, ''),
      authors: document.authors.flatMap((author) => surnames.get(author) || []),
      ...(code !== undefined && { code: ['PEP', code] }),
    };
  });
  const texts = globSync('**/*.{md,rst,txt}', { cwd: path.join(folder, 'docs') }).map((file) =>
    readFileSync(path.join(folder, 'docs', file), 'utf8'),
  );
  return { name, drive, documents, texts, uids: new Set(people.map(({ id }) => id)), ...organisationDirectory(folder) };
}

function rankingPart(data: string, name: string) {
  const folder = path.join(data, 'ir', name);
  const lines = readJsonLines(path.join(folder, 'corpus.jsonl'), CorpusLine);
  const documents = lines.map(asDocument);
  const keyOf = new Map(documents.map(({ id }, position) => [id, documentKey(name, fileName(position, 'md'))]));
  const qrels = readQrels(path.join(folder, 'qrels.tsv'));
  const relevant = (id: string) =>
    [...(qrels.get(id) ?? [])].flatMap(([item, gain]) => (gain > 0 ? [keyOf.get(item) ?? ''] : []));
  const drive: Drive = { id: name, files: (root) => writeDocumentFiles(root, documents, 'md') };
  return {
    drive,
    texts: documents.map(({ text }) => text),
    documents: lines.map(
      ({ _id, title, metadata }): RememberedDocument => ({
        key: keyOf.get(_id) ?? '',
        from: name,
        title: title.replace(/\s*\.$/, ''),
        authors: surnamesOf(metadata.author),
      }),
    ),
    queries: readQueries(path.join(folder, 'queries.jsonl')).map(
      (query): LabelledQuery => ({
        ...query,
        id: `${name}-${query.id}`,
        category: 'question',
        from: name,
        wants: 'document',
        wanted: relevant(query.id),
      }),
    ),
  };
}

/** "Perlis, A. J. Samelson, K." */
function surnamesOf(authors: unknown): string[] {
  return typeof authors === 'string' ? [...authors.matchAll(/(\p{L}[\p{L}'-]+),/gu)].map(([, surname = '']) => surname) : [];
}

const OFTEN = 3;

function lowerCaseWords(texts: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(text.match(/(?<![\p{L}\p{N}])\p{Ll}{3,}(?![\p{L}\p{N}])/gu) ?? []))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= OFTEN).flatMap(([word]) => tokens(word)));
}
