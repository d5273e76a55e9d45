import type { RawMeilisearch } from './references/meilisearch.ts';
import type { Qrels, Query, Run } from './scoring/trec-files.ts';

/** One thing that is measured: what was asked, what is right, and what each system answered. */
export interface Evaluation {
  name: string;
  /** What is looked for; promises differ. */
  kind: 'documents' | 'people' | 'experts' | 'formats' | 'mix';
  queries: readonly Query[];
  qrels: Qrels;
  /** Atrium first, then what it is compared with. */
  answers: readonly Answers[];
  /** What stands below the tables: a sentence, or a table of its own. */
  remarks?: readonly string[];
  /** Promises that it judged itself and that do not hold, in words. */
  broken?: readonly string[];
}

export interface Answers {
  system: string;
  run: Run;
  /** Milliseconds of each query, the way there and back included. */
  took: readonly number[];
}

/** What each evaluation is given. */
export interface EvaluationSetting {
  /** The folder with the public collections. */
  data: string;
  /** A folder of its own for what an evaluation writes: kept between runs when that was asked for. */
  folder(name: string): string;
  semantics: 'on' | 'off';
  /** How documents of the ranking collections are written. */
  format: 'md' | 'txt' | 'html';
  meilisearch(): Promise<RawMeilisearch>;
  tell(line: string): void;
}

/** Asks every query, one after another. */
export async function answer<Asked extends Query>(
  system: string,
  queries: readonly Asked[],
  ask: (query: Asked) => readonly string[] | Promise<readonly string[]>,
): Promise<Answers> {
  const run = new Map<string, readonly string[]>();
  const took: number[] = [];
  for (const query of queries) {
    const started = performance.now();
    run.set(query.id, await ask(query));
    took.push(performance.now() - started);
  }
  return { system, run, took };
}
