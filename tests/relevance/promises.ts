import type { Evaluation } from './evaluation.ts';
import { MEASURE_NAMES, type Measures, meanMeasures, measureRun } from './scoring/measures.ts';

/** What is promised of public collections; of others nothing but what is promised of their kind. */
const OF_COLLECTIONS: Readonly<Record<string, Partial<Measures>>> = {
  cranfield: { ndcg10: 0.56 },
  cacm: { ndcg10: 0.5 },
  med: { ndcg10: 0.72 },
  '18f experts': { ndcg10: 0.47, mrr: 0.6 },
  'python experts': { ndcg10: 0.27, mrr: 0.32 },
};
/** Documents without vectors: at least this part of what SQLite's bm25 reaches in the same run. */
const KEYWORDS_AGAINST_FTS5 = 0.98;
const PEOPLE: Partial<Measures> = { s1: 0.98 };
const EACH_KIND_OF_PEOPLE_QUESTION: Partial<Measures> = { s1: 0.9 };
/** Kinds of questions that want several people. */
const SETS = new Set(['title_location', 'department_location', 'reports', 'short-prefix']);
const PEOPLE_SETS: Partial<Measures> = { ndcg10: 0.95 };

/** Promises that do not hold, in words. */
export function brokenPromises(evaluations: readonly Evaluation[], semantics: 'on' | 'off'): string[] {
  return evaluations.flatMap((evaluation) => {
    const [ours, ...references] = evaluation.answers.map(({ system, run }) => ({
      system,
      run: measureRun(evaluation.qrels, run),
    }));
    if (ours === undefined) return [];
    const whole = meanMeasures([...ours.run.values()]);
    const { kind, name } = evaluation;
    if (kind === 'people') return [...missed(name, whole, PEOPLE), ...brokenKinds(evaluation, ours.run)];
    if (evaluation.broken !== undefined) return evaluation.broken;
    if (kind === 'experts' || semantics === 'on') return missed(name, whole, OF_COLLECTIONS[name] ?? {});
    const fts5 = references.find(({ system }) => system.startsWith('SQLite'));
    const floor = KEYWORDS_AGAINST_FTS5 * meanMeasures([...(fts5?.run.values() ?? [])]).ndcg10;
    return missed(name, whole, { ndcg10: floor });
  });
}

function brokenKinds({ name, queries }: Evaluation, measured: ReadonlyMap<string, Measures>): string[] {
  const kinds = [...new Set(queries.map(({ category }) => category))];
  return kinds.flatMap((kind) => {
    const own = queries.filter(({ category }) => category === kind).flatMap(({ id }) => measured.get(id) ?? []);
    const promise = { ...EACH_KIND_OF_PEOPLE_QUESTION, ...(SETS.has(kind) ? PEOPLE_SETS : {}) };
    return missed(`${name}, ${kind}`, meanMeasures(own), promise);
  });
}

function missed(of: string, measures: Measures, promise: Partial<Measures>): string[] {
  const keys = ['ndcg10', 'mrr', 's1', 'map', 'r100'] as const;
  return keys.flatMap((key) => {
    const floor = promise[key];
    if (floor === undefined || measures[key] >= floor) return [];
    return [`${of}: ${MEASURE_NAMES[key]} is ${measures[key].toFixed(3)}, promised is ${floor.toFixed(3)}`];
  });
}
