import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MixFeature } from './collections/blended-mix.ts';
import type { Evaluation } from './evaluation.ts';
import { measureRun } from './scoring/measures.ts';
import { writeQrels, writeRun } from './scoring/trec-files.ts';

/**
 * For each evaluation: `NAME.qrels.tsv`, `NAME.SYSTEM.jsonl` with what a system answered, and `NAME.missed.tsv` with our questions
 * that have nothing right at the top: kind, question, rank of the first right one (0: none), what came first, what was wanted. Of
 * the mixes also `mix.features.jsonl`, for fitting the weights of blending.
 */
export function writeRuns(
  folder: string,
  { evaluations, features }: { evaluations: readonly Evaluation[]; features: readonly MixFeature[] },
): void {
  mkdirSync(folder, { recursive: true });
  if (features.length > 0)
    writeFileSync(path.join(folder, 'mix.features.jsonl'), features.map((feature) => `${JSON.stringify(feature)}\n`).join(''));
  for (const evaluation of evaluations) {
    const fileFor = (part: string) => path.join(folder, `${fileWords(evaluation.name)}.${part}`);
    writeQrels(fileFor('qrels.tsv'), evaluation.qrels);
    for (const { system, run } of evaluation.answers) writeRun(fileFor(`${fileWords(system)}.jsonl`), run);
    writeFileSync(fileFor('missed.tsv'), missedLines(evaluation));
  }
}

function missedLines({ queries, qrels, answers: [ours] }: Evaluation): string {
  if (ours === undefined) return '';
  const measured = measureRun(qrels, ours.run);
  return queries
    .flatMap(({ id, text, category }) => {
      const measures = measured.get(id);
      if (measures === undefined || measures.s1 === 1) return [];
      const rank = measures.mrr === 0 ? 0 : Math.round(1 / measures.mrr);
      const wanted = [...(qrels.get(id)?.keys() ?? [])].slice(0, 3).join(' ');
      return [`${[id, category, text.replaceAll(/\s+/g, ' '), rank, ours.run.get(id)?.[0] ?? '', wanted].join('\t')}\n`];
    })
    .join('');
}

function fileWords(name: string): string {
  return name.toLowerCase().replaceAll(/\W+/g, '-');
}
