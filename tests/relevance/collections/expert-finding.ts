import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { answer, type Evaluation, type EvaluationSetting } from '../evaluation.ts';
import { openInstallation } from '../installation/installation.ts';
import { createFts5 } from '../references/fts5.ts';
import { readQrels, readQueries } from '../scoring/trec-files.ts';
import { organisationDirectory, organisationDocuments, readAuthorship } from './organisation.ts';
import { judgedIds } from './people-search.ts';

const ExpertsFound = z.object({ items: z.array(z.object({ person: z.object({ uid: z.string() }) })) });

/** Organisations below `corpora`: people, documents, and who is an expert for what. */
export function organisations(data: string): string[] {
  const folder = path.join(data, 'corpora');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'people.jsonl')));
}

/** Who knows about a topic: every set of judged topics of an organisation, over one installation with its people and documents. */
export async function evaluateExpertFinding(setting: EvaluationSetting, name: string): Promise<Evaluation[]> {
  const folder = path.join(setting.data, 'corpora', name);
  // As a share of many formats, with the authors in the files' own metadata, where there is one.
  const files = ['share', 'docs'].map((part) => path.join(folder, part)).find(existsSync) ?? folder;
  const installation = await openInstallation({
    folder: setting.folder(`${name}-company`),
    contents: { drives: [{ id: 'library', files }], directory: organisationDirectory(folder) },
    semantics: setting.semantics,
    tell: setting.tell,
  });
  const references = await authorCounts(setting, folder);
  try {
    const sets = readdirSync(folder).filter((part) => existsSync(path.join(folder, part, 'qrels.tsv')) && part !== 'experts_all');
    const evaluations: Evaluation[] = [];
    for (const set of sets) {
      const queries = readQueries(path.join(folder, set, 'queries.jsonl'));
      const qrels = readQrels(path.join(folder, set, 'qrels.tsv'));
      const named = new Map([...judgedIds(qrels)].map((id) => [id.toLowerCase(), id]));
      const ours = await answer('Atrium', queries, async ({ text }) => {
        const { items } = await installation.ask(`/experts?limit=50&q=${encodeURIComponent(text)}`, ExpertsFound);
        return items.map(({ person: { uid } }) => named.get(uid.toLowerCase()) ?? uid);
      });
      const theirs = [];
      for (const { system, experts } of references) theirs.push(await answer(system, queries, ({ text }) => experts(text)));
      evaluations.push({ name: `${name} ${set}`, kind: 'experts', queries, qrels, answers: [ours, ...theirs] });
    }
    return evaluations;
  } finally {
    await installation.stop();
  }
}

/** What people build with a search engine: the authors of the first hundred hits, by how many of them they wrote. */
async function authorCounts(setting: EvaluationSetting, folder: string) {
  const documents = organisationDocuments(folder);
  const authors = readAuthorship(folder);
  const fts5 = createFts5(documents);
  const search = await (await setting.meilisearch()).index(
    documents.map(({ title, text }, position) => ({ id: String(position), title, text })),
  );
  const counted = (hits: readonly string[]) => {
    const votes = new Map<string, number>();
    for (const author of hits.flatMap((hit) => authors.get(hit) ?? [])) votes.set(author, (votes.get(author) ?? 0) + 1);
    return [...votes].sort((a, b) => b[1] - a[1]).map(([author]) => author);
  };
  return [
    { system: 'SQLite FTS5, authors counted', experts: (text: string) => counted(fts5.search(text)) },
    {
      system: 'Meilisearch, authors counted',
      experts: async (text: string) => counted((await search(text)).map((id) => documents[Number(id)]?.id ?? '')),
    },
  ];
}
