import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { allReady } from '../relevance/installation/all-ready.ts';
import { type AtriumProcess, startAtrium } from '../support/atrium-process.ts';
import type { BenchResult } from './bench-result.ts';
import { type Asker, createAsker, quantile } from './search-asking.ts';
import { type FilledInstallation, fillInstallation, type Scale } from './search-installation.ts';
import { type Needs, openNeeds } from './search-needs.ts';
import { inventQuestions, type Questions } from './search-questions.ts';

const FULL: Scale = { people: 100_000, passages: 300_000 };
const QUESTIONS = 150;
const WARM_UP = 20;
const CLIENTS = 16;

/** How long answers take in an installation of that size, against what the engine takes for the same in the same run. */
export async function benchSearch({ scale = FULL, of = QUESTIONS } = {}): Promise<BenchResult[]> {
  const filled = await fillInstallation(scale);
  const loop = watchedLoop(filled.folder);
  const atrium = await startWatched(filled, loop.file);
  try {
    await allReady(atrium);
    const needs = await openNeeds(filled.config);
    const ours = createAsker(atrium);
    const engine = createAsker(needs.engine);
    try {
      return await compare({ filled, needs, ours, engine, loop, of });
    } finally {
      ours.close();
      engine.close();
      await needs.close();
    }
  } finally {
    await atrium.stop();
  }
}

interface Bench {
  filled: FilledInstallation;
  needs: Needs;
  ours: Asker;
  engine: Asker;
  loop: ReturnType<typeof watchedLoop>;
  /** Questions of each kind. */
  of: number;
}

async function compare(bench: Bench): Promise<BenchResult[]> {
  const { filled, ours, of } = bench;
  const questions = inventQuestions({ ...filled, of, seed: 5 });
  const others = inventQuestions({ ...filled, of, seed: 6 });
  for (const typed of others.typed.slice(0, WARM_UP)) await ours.time(suggestion(typed));
  for (const asked of [...others.short.slice(0, WARM_UP), ...others.long.slice(0, WARM_UP)]) await ours.time(search(asked));
  const started = Date.now();
  const alone = {
    typed: await inPairs(bench, questions.typed, { path: suggestion, needs: bench.needs.ofSuggestion }),
    short: await inPairs(bench, questions.short, { path: search, needs: bench.needs.ofSearch }),
    long: await inPairs(bench, questions.long, { path: search, raw: rawQuery }),
    four: await inPairs(bench, questions.four, { path: search, raw: rawQuery }),
  };
  const held = bench.loop.longestSince(started);
  const crowded = await amongOthers(bench, { questions, others });
  return [...aloneResults(alone), ...crowdedResults(alone, crowded), loopResult(held)];
}

function suggestion(typed: string): string {
  return `/api/v1/suggest?q=${encodeURIComponent(typed)}`;
}

function search(question: string): string {
  return `/api/v1/search?q=${encodeURIComponent(question)}`;
}

interface Pair {
  ours: number[];
  reference: number[];
}

type Asked = { path(question: string): string } & (
  | { needs(question: string): Promise<string> }
  | { raw(question: string): { path: string; body: string } }
);

/** Each question to both, in turns first. */
async function inPairs({ ours, engine }: Bench, questions: readonly string[], asked: Asked): Promise<Pair> {
  const pair: Pair = { ours: [], reference: [] };
  for (const [n, question] of questions.entries()) {
    const raw = 'raw' in asked ? asked.raw(question) : { path: '/multi-search', body: await asked.needs(question) };
    const both = [
      async () => pair.ours.push(await ours.time(asked.path(question))),
      async () => pair.reference.push(await engine.time(raw.path, raw.body)),
    ];
    for (const ask of n % 2 === 0 ? both : both.toReversed()) await ask();
  }
  return pair;
}

/** As somebody would ask the engine who has read no more than its first page. */
function rawQuery(question: string): { path: string; body: string } {
  return { path: '/indexes/passages/search', body: JSON.stringify({ q: question }) };
}

/** One who types while all the others search, each as fast as the answers come. */
async function amongOthers({ ours }: Bench, o: { questions: Questions; others: Questions }) {
  const over = new AbortController();
  const long: number[] = [];
  const searchers = Array.from({ length: CLIENTS - 1 }, async (_, client) => {
    for (let n = client * 7; !over.signal.aborted; n++) {
      const asked = o.others.long[n % o.others.long.length] ?? '';
      long.push(await ours.time(search(asked)));
    }
  });
  const typed: number[] = [];
  const short: number[] = [];
  for (const question of o.questions.typed) typed.push(await ours.time(suggestion(question)));
  for (const question of o.questions.short) short.push(await ours.time(search(question)));
  over.abort();
  await Promise.all(searchers);
  return { typed, short, long };
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
const spread = (values: readonly number[]) => `p50 ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}`;

function aloneResults(alone: Record<'typed' | 'short' | 'long' | 'four', Pair>): BenchResult[] {
  const typing = [
    { what: 'typing (2, 3, 5 letters of names and words)', pair: alone.typed },
    { what: 'a search of one or two words', pair: alone.short },
  ].map(({ what, pair }) => {
    const ratio = quantile(pair.ours, 0.95) / quantile(pair.reference, 0.95);
    return {
      what: `${what}, ${pair.ours.length} times`,
      ours: spread(pair.ours),
      reference: `its queries in one multi-search: ${spread(pair.reference)}`,
      ratio: `p95 ${ratio.toFixed(2)}`,
      promise: 'p95 ≤ 1.5 ×',
      held: ratio <= 1.5,
    };
  });
  const full = [
    { what: 'a search of three to eight words', pair: alone.long },
    { what: 'a search of four words', pair: alone.four },
  ].map(({ what, pair }) => {
    const ratio = quantile(pair.ours, 0.5) / quantile(pair.reference, 0.5);
    return {
      what: `${what}, ${pair.ours.length} times`,
      ours: spread(pair.ours),
      reference: `one plain query of the words: ${spread(pair.reference)}`,
      ratio: `p50 ${ratio.toFixed(2)}`,
      promise: 'p50 ≤ 5 ×, p95 ≤ 150 ms',
      held: ratio <= 5 && quantile(pair.ours, 0.95) <= 150,
    };
  });
  return [...typing, ...full];
}

function crowdedResults(
  alone: { typed: Pair; short: Pair },
  crowded: { typed: number[]; short: number[]; long: number[] },
): BenchResult[] {
  return (['typed', 'short'] as const).map((kind) => {
    const ratio = quantile(crowded[kind], 0.95) / quantile(alone[kind].ours, 0.95);
    return {
      what: `${kind === 'typed' ? 'typing' : 'one or two words'} while ${CLIENTS - 1} others search (theirs: ${spread(crowded.long)})`,
      ours: spread(crowded[kind]),
      reference: `alone: ${spread(alone[kind].ours)}`,
      ratio: `p95 ${ratio.toFixed(2)}`,
      promise: 'p95 ≤ 4 ×',
      held: ratio <= 4,
    };
  });
}

function loopResult({ held, wall }: { held: number; wall: number }): BenchResult {
  return {
    what: 'longest time that the event loop of the server was held up by a search (computing; with what else the machine did)',
    ours: `${ms(held)} (${ms(wall)})`,
    reference: '–',
    ratio: '–',
    promise: '≤ 25 ms',
    held: held <= 25,
  };
}

const Held = z.object({ at: z.number(), held: z.number(), wall: z.number() });

function watchedLoop(folder: string) {
  const file = path.join(folder, 'loop.jsonl');
  rmSync(file, { force: true });
  return {
    file,
    longestSince(started: number): { held: number; wall: number } {
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
      const told = lines.flatMap((line) => (line === '' ? [] : [Held.parse(JSON.parse(line))])).filter(({ at }) => at >= started);
      return { held: Math.max(0, ...told.map(({ held }) => held)), wall: Math.max(0, ...told.map(({ wall }) => wall)) };
    },
  };
}

async function startWatched({ configFile, folder }: FilledInstallation, into: string): Promise<AtriumProcess> {
  const watch = new URL('watch-loop.ts', import.meta.url);
  watch.searchParams.set('into', into);
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `${before ?? ''} --import ${watch.href}`;
  try {
    return await startAtrium({ configFile, folder });
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  }
}
