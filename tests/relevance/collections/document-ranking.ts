import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { answer, type Evaluation, type EvaluationSetting } from '../evaluation.ts';
import { type Installation, openInstallation } from '../installation/installation.ts';
import { createFts5 } from '../references/fts5.ts';
import type { PlainDocument } from '../references/plain-document.ts';
import { readJsonLines, readQrels, readQueries } from '../scoring/trec-files.ts';
import { fileName, writeDocumentFiles } from './document-file.ts';

export const CorpusLine = z.object({
  _id: z.coerce.string(),
  title: z.string().default(''),
  text: z.string(),
  metadata: z.record(z.string(), z.unknown()).default({}),
});
export const DocumentPaths = z.object({ documents: z.object({ items: z.array(z.object({ path: z.string() })) }) });

/** Folders below `ir` in BEIR's layout. */
export function rankingCollections(data: string): string[] {
  const folder = path.join(data, 'ir');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'corpus.jsonl')));
}

/** Questions and judged documents; each document is a file on a drive. */
export async function evaluateDocumentRanking(setting: EvaluationSetting, name: string): Promise<Evaluation> {
  const folder = path.join(setting.data, 'ir', name);
  const corpus = readJsonLines(path.join(folder, 'corpus.jsonl'), CorpusLine);
  const documents = corpus.map(asDocument);
  const queries = readQueries(path.join(folder, 'queries.jsonl'));
  const idOf = new Map(documents.map(({ id }, position) => [fileName(position, setting.format), id]));
  const installation = await openInstallation({
    folder: setting.folder(`${name}-${setting.format}`),
    contents: { drives: [{ id: 'library', files: (root) => writeDocumentFiles(root, documents, setting.format) }] },
    semantics: setting.semantics,
    tell: setting.tell,
  });
  const ours = await answer('Atrium', queries, async ({ text }) =>
    (await documentPaths(installation, text)).flatMap((file) => idOf.get(file) ?? []),
  ).finally(() => installation.stop());
  return {
    name,
    kind: 'documents',
    queries,
    qrels: readQrels(path.join(folder, 'qrels.tsv')),
    answers: [ours, ...(await answersOfReferences(setting, documents, queries))],
  };
}

/** What else is known of it (authors, keywords) stands below the text, as on the cards of a library. */
export function asDocument({ _id, title, text, metadata }: z.output<typeof CorpusLine>): PlainDocument {
  const further = Object.values(metadata).filter((value) => typeof value === 'string');
  return { id: _id, title, text: [text, ...further].filter((part) => part !== '').join('\n\n') };
}

/** Paths of at most 100 documents, best first. */
export async function documentPaths({ ask }: Installation, text: string): Promise<string[]> {
  const question = `/search?type=documents&pageSize=100&q=${encodeURIComponent(text.slice(0, LONGEST_QUERY))}`;
  return (await ask(question, DocumentPaths)).documents.items.map((hit) => hit.path);
}

/** What the API takes. */
const LONGEST_QUERY = 1000;

/** SQLite and Meilisearch over the same documents, as plain text. */
export async function answersOfReferences(
  setting: EvaluationSetting,
  documents: readonly PlainDocument[],
  queries: Evaluation['queries'],
): Promise<Evaluation['answers']> {
  const fts5 = createFts5(documents);
  const sqlite = await answer('SQLite FTS5 bm25', queries, ({ text }) => fts5.search(text));
  fts5.close();
  // Its ids take few characters; a number stands for each.
  const records = documents.map(({ title, text }, position) => ({ id: String(position), title, text }));
  const search = await (await setting.meilisearch()).index(records);
  const meilisearch = await answer('Meilisearch defaults', queries, async ({ text }) =>
    (await search(text)).map((id) => documents[Number(id)]?.id ?? ''),
  );
  return [sqlite, meilisearch];
}
