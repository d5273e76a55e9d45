import { createHash } from 'node:crypto';
import { z } from 'zod';
import { answer, type Evaluation, type EvaluationSetting } from '../evaluation.ts';
import { openInstallation } from '../installation/installation.ts';
import { table } from '../table.ts';
import type { CompanyName } from './companies.ts';
import { labelledMix } from './labelled-mix.ts';
import { documentKey, type LabelledQuery, personKey } from './labelled-query.ts';

const FIRST = 3;
/** Of the questions whose answer is among the first of its own kind, the part that has it among the first of `best`. */
const PROMISE = 0.95;

const Mixed = z.object({
  blending: z.object({ evidence: z.record(z.string(), z.number()) }),
  people: z.object({ items: z.array(z.object({ id: z.string(), uid: z.string(), score: z.number() })) }),
  documents: z.object({ items: z.array(z.object({ id: z.string(), source: z.string(), path: z.string(), score: z.number() })) }),
  best: z.array(z.object({ type: z.enum(['person', 'document']), id: z.string() })),
});

interface Outcome {
  query: LabelledQuery;
  half: Half;
  isFirstOfKind: boolean;
  isInBest: boolean;
}

/** Weights may be chosen on one half; the other judges them. */
type Half = 'calibration' | 'test';

/** What weights are fitted on: one question, what was wanted, and what the product saw of it. */
export interface MixFeature {
  company: CompanyName;
  half: Half;
  id: string;
  text: string;
  kind: string;
  wants: 'person' | 'document';
  from: string;
  evidence: Readonly<Record<string, number>>;
  people: readonly MixHit[];
  documents: readonly MixHit[];
}

interface MixHit {
  score: number;
  isRight: boolean;
}

/** Questions for people and for documents to one installation that holds both: is what is first of its kind among the first of all? */
export async function evaluateBlendedMix(
  setting: EvaluationSetting,
  company: CompanyName,
  learn: (feature: MixFeature) => void = () => undefined,
): Promise<Evaluation> {
  const { queries, contents, people } = labelledMix(setting.data, company);
  const idOf = new Map(people.map(({ uid, id }) => [uid, id]));
  const outcomes: Outcome[] = [];
  const installation = await openInstallation({ ...setting, folder: setting.folder(company), contents });
  const ours = await answer('Atrium', queries, async (query) => {
    const question = `/search?explain=true&pageSize=20&q=${encodeURIComponent(query.text.slice(0, 1000))}`;
    const found = await installation.ask(question, Mixed);
    const keys = new Map([
      ...found.people.items.map(({ id, uid }) => [id, personKey(idOf.get(uid) ?? uid)] as const),
      ...found.documents.items.map(({ id, source, path: file }) => [id, documentKey(source, file)] as const),
    ]);
    const isRight = ({ id }: { id: string }) => query.wanted.includes(keys.get(id) ?? '');
    const own = query.wants === 'person' ? found.people.items : found.documents.items;
    const half = halfOf(query.id);
    outcomes.push({
      query,
      half,
      isFirstOfKind: own.slice(0, FIRST).some(isRight),
      isInBest: found.best.slice(0, FIRST).some(isRight),
    });
    const { id, text, category: kind, wants, from } = query;
    const hits = (items: readonly { id: string; score: number }[]) =>
      items.map((hit): MixHit => ({ score: hit.score, isRight: isRight(hit) }));
    const [peopleHits, documentHits] = [hits(found.people.items), hits(found.documents.items)];
    learn({
      company,
      half,
      id,
      text,
      kind,
      wants,
      from,
      evidence: found.blending.evidence,
      people: peopleHits,
      documents: documentHits,
    });
    return found.best.map((hit) => keys.get(hit.id) ?? '');
  }).finally(() => installation.stop());
  const qrels = new Map(queries.map(({ id, wanted }) => [id, new Map(wanted.map((key) => [key, 1]))]));
  const tested = outcomes.filter(({ half }) => half === 'test');
  const kept = keptPart(tested);
  return {
    name: company,
    kind: 'mix',
    queries,
    qrels,
    answers: [ours],
    remarks: [mixTable(outcomes)],
    broken:
      kept >= PROMISE
        ? []
        : [`${company}, test half: ${kept.toFixed(3)} of what is first of its kind is first of all, promised is ${PROMISE}`],
  };
}

/** By the id alone: a question stays in its half when others come or go. */
function halfOf(id: string): Half {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'calibration' : 'test';
}

function keptPart(outcomes: readonly Outcome[]): number {
  const counted = outcomes.filter(({ isFirstOfKind }) => isFirstOfKind);
  return counted.length === 0 ? 1 : counted.filter(({ isInBest }) => isInBest).length / counted.length;
}

function mixTable(outcomes: readonly Outcome[]): string {
  const kinds = [...new Set(outcomes.map(({ query }) => `${query.wants}, ${query.category}`))];
  const row = (name: string, own: readonly Outcome[]) => {
    const part = (half: Half) => keptPart(own.filter((outcome) => outcome.half === half)).toFixed(3);
    const first = own.filter(({ isFirstOfKind }) => isFirstOfKind).length;
    return [name, String(own.length), String(first), part('calibration'), part('test')];
  };
  const headings = [
    'wanted',
    'n',
    `in first ${FIRST} of its kind`,
    `… of those in first ${FIRST} of best: calibration half`,
    'test half',
  ];
  return table(headings, [
    ...kinds.map((kind) =>
      row(
        kind,
        outcomes.filter(({ query }) => `${query.wants}, ${query.category}` === kind),
      ),
    ),
    ...(['person', 'document'] as const).map((wants) =>
      row(
        `**${wants}**`,
        outcomes.filter(({ query }) => query.wants === wants),
      ),
    ),
    row('**all**', outcomes),
  ]);
}
