import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { evaluateBlendedMix, type MixFeature } from './collections/blended-mix.ts';
import { evaluateDocumentRanking, rankingCollections } from './collections/document-ranking.ts';
import { evaluateExpertFinding, organisations } from './collections/expert-finding.ts';
import { evaluateInventedPeople, INVENTED_PEOPLE } from './collections/invented-people.ts';
import { mixes } from './collections/labelled-mix.ts';
import { evaluateMixedFormats, hasShare } from './collections/mixed-formats.ts';
import { evaluatePeopleSearch, peopleCollections } from './collections/people-search.ts';
import type { Evaluation, EvaluationSetting } from './evaluation.ts';
import { brokenPromises } from './promises.ts';
import { type RawMeilisearch, startRawMeilisearch } from './references/meilisearch.ts';
import { categoriesTable, differencesTable, measuresTable } from './report.ts';
import { writeRuns } from './write-runs.ts';

const Options = z.object({
  data: z.string(),
  only: z.string().optional(),
  keep: z.string().optional(),
  'run-out': z.string().optional(),
  semantics: z.enum(['on', 'off']).default('on'),
  format: z.enum(['md', 'txt', 'html']).default('md'),
});

/** `npm run eval -- --data DIR`: public collections, end to end through the product. */
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { data: text, only: text, keep: text, 'run-out': text, semantics: text, format: text } });
const options = Options.parse(values);
const scratch = options.keep ? path.resolve(options.keep) : mkdtempSync(path.join(tmpdir(), 'atrium-eval-'));
let meilisearch: Promise<RawMeilisearch> | undefined;
const setting: EvaluationSetting = {
  data: path.resolve(options.data),
  folder: (name) => path.join(scratch, name),
  semantics: options.semantics,
  format: options.format,
  meilisearch: () => (meilisearch ??= startRawMeilisearch()),
  tell: (line) => process.stderr.write(`${line}\n`),
};

/** Everything there is, by the name that `--only` takes. */
const catalogue = new Map<string, () => Promise<Evaluation[]>>();
for (const name of rankingCollections(setting.data))
  catalogue.set(name, async () => [await evaluateDocumentRanking(setting, name)]);
for (const name of peopleCollections(setting.data)) catalogue.set(name, async () => [await evaluatePeopleSearch(setting, name)]);
catalogue.set(INVENTED_PEOPLE, async () => [await evaluateInventedPeople(setting)]);
for (const name of organisations(setting.data)) {
  catalogue.set(name, () => evaluateExpertFinding(setting, name));
  if (hasShare(setting.data, name)) catalogue.set(`${name}-formats`, () => evaluateMixedFormats(setting, name));
}
const features: MixFeature[] = [];
for (const name of mixes(setting.data))
  catalogue.set(name, async () => [await evaluateBlendedMix(setting, name, (feature) => features.push(feature))]);

try {
  const evaluations: Evaluation[] = [];
  for (const name of chosen()) {
    setting.tell(`${name}:`);
    evaluations.push(...((await catalogue.get(name)?.()) ?? []));
  }
  const tables = [measuresTable(evaluations), differencesTable(evaluations), categoriesTable(evaluations)];
  process.stdout.write(`${tables.filter((one) => one !== '').join('\n')}\n`);
  for (const remark of evaluations.flatMap(({ remarks }) => remarks ?? [])) process.stdout.write(`${remark}\n`);
  if (options['run-out']) writeRuns(path.resolve(options['run-out']), { evaluations, features });
  const broken = brokenPromises(evaluations, options.semantics);
  for (const sentence of broken) process.stdout.write(`Not held: ${sentence}\n`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  await (await meilisearch)?.close();
  if (options.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}

function chosen(): string[] {
  const wanted = options.only?.split(',') ?? [...catalogue.keys()];
  const unknown = wanted.find((name) => !catalogue.has(name));
  if (unknown !== undefined) throw new Error(`There is no collection "${unknown}": ${[...catalogue.keys()].join(', ')}`);
  return wanted;
}
