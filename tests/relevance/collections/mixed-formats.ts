import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Answers, answer, type Evaluation, type EvaluationSetting } from '../evaluation.ts';
import { openInstallation } from '../installation/installation.ts';
import type { Contents } from '../installation/sources.ts';
import { meanMeasures, measureRun } from '../scoring/measures.ts';
import { readTable } from '../scoring/trec-files.ts';
import { answersOfReferences } from './document-ranking.ts';
import { type KnownItem, knownItems } from './known-items.ts';
import { organisationDirectory, organisationDocuments } from './organisation.ts';
import { pageOfWords } from './page-of-words.ts';

const Found = z.object({
  documents: z.object({ items: z.array(z.object({ path: z.string(), page: z.number().nullable() })) }),
});
const SEED = 548;
const MOST_LOST = 0.02;

/** Organisations whose documents are there as plain text and as a share of many formats. */
export function hasShare(data: string, name: string): boolean {
  return existsSync(path.join(data, 'corpora', name, 'share.tsv'));
}

/** What the formats cost: the same questions to the same documents, once as Markdown and once as files of an office. */
export async function evaluateMixedFormats(setting: EvaluationSetting, name: string): Promise<Evaluation[]> {
  const folder = path.join(setting.data, 'corpora', name);
  const docs = path.join(folder, 'docs');
  const share = path.join(folder, 'share');
  const queries = knownItems(docs, { seed: SEED, wanted: { title: 60, heading: 120, passage: 120 } });
  const qrels = new Map(queries.map(({ id, document }) => [id, new Map([[`${document}.md`, 1]])]));
  const sharePath = new Map(
    readTable(path.join(folder, 'share.tsv'))
      .slice(1)
      .map(([shared = '', plain = '']) => [shared, plain]),
  );
  const pages = new Map<string, boolean>();
  const mixed = await askAll({
    setting,
    system: 'Atrium, mixed formats',
    folder: `${name}-company`,
    contents: { drives: [{ id: 'library', files: share }], directory: organisationDirectory(folder) },
    queries,
    documentOf: (shared) => sharePath.get(shared) ?? shared,
    hit(query, shared, page) {
      const right =
        sharePath.get(shared) === `${query.document}.md` && shared.endsWith('.pdf')
          ? pageOfWords(path.join(share, shared), query.words)
          : undefined;
      if (right !== undefined) pages.set(query.id, page === right);
    },
  });
  const plain = await askAll({
    setting,
    system: 'Atrium, Markdown',
    folder: `${name}-plain`,
    contents: { drives: [{ id: 'library', files: docs }] },
    queries,
    documentOf: (file) => file,
    hit: () => undefined,
  });
  const answers = [mixed, plain, ...(await answersOfReferences(setting, organisationDocuments(folder), queries))];
  const evaluation: Evaluation = { name: `${name} formats`, kind: 'formats', queries, qrels, answers };
  const broken = lossOf(evaluation) <= MOST_LOST ? [] : [`${evaluation.name}: mixed formats lose more than ${100 * MOST_LOST} %`];
  return [{ ...evaluation, remarks: [lossInWords(evaluation), pagesInWords(name, pages)], broken }];
}

async function askAll(options: {
  setting: EvaluationSetting;
  system: string;
  folder: string;
  contents: Contents;
  queries: readonly KnownItem[];
  documentOf(path: string): string;
  hit(query: KnownItem, path: string, page: number | null): void;
}): Promise<Answers> {
  const { setting, contents, queries } = options;
  const installation = await openInstallation({ ...setting, folder: setting.folder(options.folder), contents });
  return await answer(options.system, queries, async (query) => {
    const question = `/search?type=documents&pageSize=100&q=${encodeURIComponent(query.text)}`;
    const { items } = (await installation.ask(question, Found)).documents;
    for (const { path: found, page } of items.slice(0, 3)) options.hit(query, found, page);
    return items.map((item) => options.documentOf(item.path));
  }).finally(() => installation.stop());
}

/** Part of the nDCG that the formats cost; 0.02 is two of a hundred. */
function lossOf({ qrels, answers: [mixed, plain] }: Evaluation): number {
  const of = (answers: Answers | undefined) => meanMeasures([...measureRun(qrels, answers?.run ?? new Map()).values()]).ndcg10;
  return of(plain) === 0 ? 1 : 1 - of(mixed) / of(plain);
}

function lossInWords(evaluation: Evaluation): string {
  return `${evaluation.name}: mixed formats lose ${(100 * lossOf(evaluation)).toFixed(1)} % of the nDCG@10 of plain Markdown.`;
}

function pagesInWords(name: string, pages: ReadonlyMap<string, boolean>): string {
  const right = [...pages.values()].filter((isRight) => isRight).length;
  return `${name} formats: of ${pages.size} PDFs found, ${right} are shown at the page where the words stand.`;
}
