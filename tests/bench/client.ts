import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { manyPeople, TREE, toLdif } from '../indexers/ldap/ldif.ts';
import { startAtrium } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { startSlapd } from '../support/slapd.ts';
import type { BenchResult } from './bench-result.ts';
import { median, runCommand } from './run-command.ts';

const PEOPLE = 10_000;
const ROUNDS = 5;
const TYPED = 'lucja zolw';
const KEY_MS = 100;
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** The built client in Chromium over a directory of 10,000 people: what is loaded, and how typing feels. */
export async function benchClient(): Promise<BenchResult[]> {
  await using stack = new AsyncDisposableStack();
  const slapd = stack.adopt(await startSlapd({ ldif: toLdif([...TREE, ...manyPeople(PEOPLE)]) }), (started) => started.stop());
  const folder = stack.adopt(await mkdtemp(path.join(tmpdir(), 'atrium-bench-')), (made) => rm(made, { recursive: true }));
  const configFile = path.join(folder, 'atrium.yaml');
  const source = {
    id: 'staff',
    kind: 'ldap',
    url: slapd.url,
    bindDn: slapd.bindDn,
    bindPassword: slapd.bindPassword,
    peopleBase: `ou=people,${slapd.suffix}`,
  };
  await writeFile(configFile, JSON.stringify({ dataDir: './data', log: { level: 'error' }, sources: [source] }));
  await runCommand(process.execPath, [cli, 'sync', '--config', configFile]);
  const atrium = stack.adopt(await startAtrium({ configFile, folder }), (started) => started.stop());
  const browser = stack.adopt(await startBrowser(), (started) => started.close());
  const loaded = await loadedScripts(browser, atrium.url);
  const rounds: Typing[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await type(browser, atrium.url));
  return [loaded, ...typingResults(rounds)];
}

async function loadedScripts(browser: Browser, url: string): Promise<BenchResult> {
  const page = await browser.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(`${url}/search?q=engineer`);
  await page.getByRole('main').getByRole('article').first().waitFor();
  await page.waitForLoadState('networkidle');
  const kilobytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
  await page.close();
  return {
    what: 'scripts that the results page loads, gzip',
    ours: `${kilobytes.toFixed(0)} KB`,
    reference: '–',
    ratio: '–',
    promise: '≤ 150 KB',
    held: kilobytes <= 150,
  };
}

interface Typing {
  /** Longest time between two frames, milliseconds. */
  longestFrame: number;
  /** From a key to the frame that shows the rows for what was typed, milliseconds; keys that a later one overtook have none. */
  answers: number[];
}

/** Ten keys, one every 100 ms, while the page notes every frame and when the rows change. */
async function type(browser: Browser, url: string): Promise<Typing> {
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const box = page.getByRole('combobox');
  await box.focus();
  await page.evaluate(WATCH);
  await box.pressSequentially(TYPED, { delay: KEY_MS });
  await page.getByRole('option').first().waitFor();
  await page.waitForLoadState('networkidle');
  const seen: Seen = await page.evaluate(SEEN);
  await page.close();
  const gaps = seen.frames.slice(1).map((frame, n) => frame - (seen.frames[n] ?? frame));
  return { longestFrame: Math.max(...gaps), answers: answersOf(seen) };
}

/** Notes every frame, and what stands in the box after every key. */
const WATCH = `(() => {
  const seen = (window.seen = { frames: [], keys: [] });
  const frame = (now) => {
    seen.frames.push(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  document.addEventListener('input', (event) => { seen.keys.push({ text: event.target.value.trim(), at: performance.now() }); }, { capture: true });
})()`;

/** With when the answer to each text had come: rows are there in the first frame after it. */
const SEEN = `({
  ...window.seen,
  answered: performance.getEntriesByType('resource').flatMap(({ name, responseEnd }) => {
    const { pathname, searchParams } = new URL(name);
    return pathname.endsWith('/suggest') && responseEnd > 0 ? [{ text: searchParams.get('q'), at: responseEnd }] : [];
  }),
})`;

interface Seen {
  frames: number[];
  keys: { text: string; at: number }[];
  answered: { text: string; at: number }[];
}

function answersOf({ frames, keys, answered }: Seen): number[] {
  return keys.flatMap(({ text, at }) => {
    const answer = answered.find((one) => one.text === text && one.at > at);
    const shown = answer && frames.find((frame) => frame >= answer.at);
    return shown === undefined ? [] : [shown - at];
  });
}

function typingResults(rounds: readonly Typing[]): BenchResult[] {
  const frame = median(rounds.map(({ longestFrame }) => longestFrame));
  const worst = Math.max(...rounds.map(({ longestFrame }) => longestFrame));
  const answers = rounds.flatMap((round) => round.answers).sort((a, b) => a - b);
  const p95 = answers[Math.floor(answers.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  return [
    {
      what: `longest frame while ten characters are typed, one every ${KEY_MS} ms, over ${PEOPLE} people (median of ${ROUNDS}, worst)`,
      ours: `${frame.toFixed(0)} ms, ${worst.toFixed(0)} ms`,
      reference: '–',
      ratio: '–',
      promise: '≤ 50 ms',
      // Frames come in steps of 16.7 ms: three of them are 50.
      held: Math.round(worst) <= 50,
    },
    {
      what: 'from a key to its answer (median, p95)',
      ours: `${median(answers).toFixed(0)} ms, ${p95.toFixed(0)} ms`,
      reference: '–',
      ratio: '–',
      promise: '≤ 100 ms',
      held: p95 <= 100,
    },
  ];
}
