import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BLEND_WEIGHTS, type BlendWeights } from '#server/search/blend/weights.ts';
import type { MixFeature } from '../collections/blended-mix.ts';
import { readJsonLines } from '../scoring/trec-files.ts';
import { table } from '../table.ts';
import { fitBlendWeights, isFirstOfKind, keptPart, logLoss, rightSide } from './blend-weights.ts';

const Hits = z.array(z.object({ score: z.number(), isRight: z.boolean() }));
const Feature: z.ZodType<MixFeature> = z.object({
  company: z.enum(['mix', 'other-mix']),
  half: z.enum(['calibration', 'test']),
  id: z.string(),
  text: z.string(),
  kind: z.string(),
  wants: z.enum(['person', 'document']),
  from: z.string(),
  evidence: z.record(z.string(), z.number()),
  people: Hits,
  documents: Hits,
});

/** `npm run eval -- calibrate FOLDER… [--write]`: fits the weights of blending on one half, and says how well they do elsewhere. */
const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
if (positionals.length === 0) throw new Error('Name the folder that --run-out wrote the mixes to.');
const features = positionals.flatMap((folder) => readJsonLines(path.join(folder, 'mix.features.jsonl'), Feature));
const learnt = features.filter(({ half }) => half === 'calibration');
const tested = features.filter(({ half }) => half === 'test');
const fitted = fitBlendWeights(learnt);

process.stdout.write(
  table(
    ['weights from', 'judged on', 'n', 'in first 3 of its kind', '… of those in first 3 of best', 'right side', 'log loss'],
    [
      row('as they are', 'test halves', tested, BLEND_WEIGHTS),
      row('calibration halves', 'calibration halves', learnt, fitted),
      row('calibration halves', 'test halves', tested, fitted),
      ...without('company'),
      ...without('from'),
    ],
  ),
);
process.stdout.write(`\n${table(['wanted', 'n', '… kept, test halves', 'left-out collections'], kindRows())}`);
if (values.write) write(fitted);
else process.stdout.write(`\n${JSON.stringify(fitted, undefined, 1)}\n`);

function row(from: string, on: string, own: readonly MixFeature[], weights: BlendWeights): string[] {
  const measured = [keptPart(own, weights), rightSide(own, weights), logLoss(own, weights)].map((value) => value.toFixed(3));
  return [from, on, String(own.length), String(own.filter(isFirstOfKind).length), ...measured];
}

/** What one of them would get if nobody had seen it. */
function without(group: 'company' | 'from'): string[][] {
  return [...Map.groupBy(features, (feature) => feature[group])].map(([name, own]) => {
    const weights = fitBlendWeights(learnt.filter((feature) => feature[group] !== name));
    return row(`calibration halves without ${name}`, name, own, weights);
  });
}

function kindRows(): string[][] {
  const leftOut = new Map(
    [...new Set(features.map(({ from }) => from))].map((name) => [
      name,
      fitBlendWeights(learnt.filter(({ from }) => from !== name)),
    ]),
  );
  return [...Map.groupBy(features, ({ wants, kind }) => `${wants}, ${kind}`)].map(([name, own]) => {
    const kept = own.filter(isFirstOfKind).map((feature) => keptPart([feature], leftOut.get(feature.from) ?? fitted));
    const mean = kept.reduce((a, b) => a + b, 0) / Math.max(kept.length, 1);
    const test = own.filter(({ half }) => half === 'test');
    return [name, String(own.length), keptPart(test, fitted).toFixed(3), mean.toFixed(3)];
  });
}

/** Where the product reads them. */
function write({ bias, evidence, place, lacking }: BlendWeights): void {
  const file = new URL('../../../server/search/blend/weights.ts', import.meta.url);
  const source = readFileSync(file, 'utf8');
  const values = Object.entries(evidence).map(([name, value]) => `    ${name}: ${value},\n`);
  const text = `export const BLEND_WEIGHTS: BlendWeights = {\n  bias: ${bias},\n  evidence: {\n${values.join('')}  },\n  place: ${place},\n  lacking: ${lacking},\n};\n`;
  writeFileSync(file, source.replace(/export const BLEND_WEIGHTS[\s\S]*$/, text));
}
