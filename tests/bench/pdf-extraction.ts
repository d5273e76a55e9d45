import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import { compareBags, wordBag } from '../corpus/word-bag.ts';
import type { BenchResult } from './bench-result.ts';
import { fetchPdfCorpus } from './pdf-corpus.ts';
import { median } from './run-command.ts';

interface Effort {
  /** Computing time of the child processes, and time by the clock. */
  cpuSeconds: number;
  seconds: number;
}

/** Clock ticks a second in /proc (getconf CLK_TCK), 100 on every Linux that Node runs on. */
const TICKS = 100;
const MAX_BYTES = 200 * 1024 * 1024;

/** Real manuals through the extraction pool, against one `pdftotext` for each file. */
export async function benchPdfExtraction(): Promise<BenchResult[]> {
  const files = await fetchPdfCorpus();
  // Once before, so that both find the files in memory.
  for (const file of files) readFileSync(file);
  const reference = await measure(() => readAllByPdftotext(files));
  const one = await measure(() => readAllByPool(files, 1));
  const all = await measure(() => readAllByPool(files, availableParallelism()));
  // pdftotext reads some scripts only with a package of its own, and says so.
  const scores = files.flatMap((_, at) => {
    const said = reference.result[at];
    return said === undefined || said.lacksLanguage ? [] : [compareBags(wordBag(one.result[at] ?? ''), wordBag(said.text)).f1];
  });
  const middle = median(scores);
  const mean = scores.reduce((total, score) => total + score, 0) / scores.length;
  const what = `text of ${files.length} PDF manuals`;
  return [
    compare(`${what}, computing time, one process`, one.cpuSeconds, reference.cpuSeconds),
    compare(`${what}, time, one process`, one.seconds, reference.seconds),
    compare(`${what}, time, ${availableParallelism()} processes`, all.seconds, reference.seconds),
    {
      what: `${what}, likeness to pdftotext (F1 of the words, median and mean of ${scores.length})`,
      ours: `${middle.toFixed(4)}, ${mean.toFixed(4)}`,
      reference: '1',
      ratio: middle.toFixed(3),
      promise: 'median ≥ 0.99, mean ≥ 0.97',
      held: middle >= 0.99 && mean >= 0.97,
    },
  ];
}

function compare(what: string, ours: number, reference: number): BenchResult {
  return {
    what,
    ours: `${ours.toFixed(1)} s`,
    reference: `pdftotext ${reference.toFixed(1)} s`,
    ratio: (ours / reference).toFixed(2),
    promise: '≤ 1.5 × pdftotext',
    held: ours <= 1.5 * reference,
  };
}

async function measure<Result>(work: () => Promise<Result>): Promise<Effort & { result: Result }> {
  const cpu = childrenCpuSeconds();
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  // What a child used is known when it has ended.
  while (hasChildren()) await setTimeout(20);
  return { result, seconds, cpuSeconds: childrenCpuSeconds() - cpu };
}

/** `/proc/PID/task/TID/children` of proc_tid_children(5). */
function hasChildren(): boolean {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim() !== '';
}

/** Of all children that have ended: `cutime` and `cstime` of proc_pid_stat(5). */
function childrenCpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

async function readAllByPdftotext(files: string[]): Promise<{ text: string; lacksLanguage: boolean }[]> {
  const said: { text: string; lacksLanguage: boolean }[] = [];
  for (const file of files) {
    const child = spawn('pdftotext', ['-enc', 'UTF-8', file, '-'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const text: Buffer[] = [];
    let lacksLanguage = false;
    child.stdout.on('data', (chunk: Buffer) => text.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      lacksLanguage ||= chunk.includes('Missing language pack');
    });
    await once(child, 'close');
    said.push({ text: Buffer.concat(text).toString('utf8'), lacksLanguage });
  }
  return said;
}

async function readAllByPool(files: string[], concurrency: number): Promise<string[]> {
  const pool = createExtractionPool({ concurrency });
  const signal = AbortSignal.timeout(600_000);
  try {
    return await Promise.all(
      files.map(async (file) => {
        const request = { path: Buffer.from(file), name: path.basename(file), size: statSync(file).size, maxBytes: MAX_BYTES };
        const result = await pool.extract(request, signal);
        if (result.state === 'failed') throw new Error(`${file}: ${result.message}`);
        return result.extracted.sections.map(({ text }) => text).join('\n');
      }),
    );
  } finally {
    await pool.close();
  }
}
