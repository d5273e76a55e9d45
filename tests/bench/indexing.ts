import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatherCorpus } from '../corpus/gather-corpus.ts';
import type { BenchResult } from './bench-result.ts';
import { median, runCommand } from './run-command.ts';

const ROUNDS = 3;
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

interface Peer {
  name: string;
  /** Indexes the corpus from nothing, with its index in an empty folder. */
  run(corpus: string, into: string): Promise<unknown>;
  rounds: number;
}

const atrium: Peer = {
  name: 'Atrium',
  rounds: ROUNDS,
  async run(corpus, into) {
    const config = path.join(into, 'atrium.yaml');
    const source = { id: 'corpus', kind: 'drive', path: corpus, permissions: 'everyone', ocr: 'off' };
    await writeFile(config, JSON.stringify({ dataDir: path.join(into, 'data'), sources: [source] }));
    await runCommand(process.execPath, [cli, 'sync', '--json', '--config', config], { cwd: into });
  },
};

const recoll: Peer = {
  name: 'recoll',
  rounds: ROUNDS,
  async run(corpus, into) {
    // By itself it runs at the lowest priority.
    await writeFile(path.join(into, 'recoll.conf'), `topdirs = ${corpus}\nidxniceprio = 0\n`);
    await runCommand('recollindex', ['-c', into], { discard: true, cwd: into });
  },
};

const omindex: Peer = {
  name: 'omindex',
  rounds: 1,
  run: (corpus, into) =>
    runCommand('omindex', ['--db', path.join(into, 'db'), '--url', '/', '--no-delete', '--mime-type=md:text/plain', corpus], {
      discard: true,
      cwd: into,
    }),
};

/** A first index of some thousand real files in a dozen formats, against the desktop search programs that do the same. */
export async function benchIndexing(): Promise<BenchResult[]> {
  const corpus = await gatherCorpus();
  const times = new Map<Peer, number[]>();
  // In turns, so that a machine that gets slower is slower for all.
  for (let round = 0; round < ROUNDS; round++)
    for (const peer of [atrium, recoll, omindex])
      if (round < peer.rounds) times.set(peer, [...(times.get(peer) ?? []), await timed(peer, corpus)]);
  const ours = median(times.get(atrium) ?? []);
  return [
    { peer: recoll, promise: '≤ 1 × recoll', most: 1 },
    { peer: omindex, promise: '≤ 1/4 × omindex', most: 0.25 },
  ].map(({ peer, promise, most }) => {
    const theirs = median(times.get(peer) ?? []);
    return {
      what: `first index of a mixed corpus, against ${peer.name}`,
      ours: `${ours.toFixed(1)} s`,
      reference: `${peer.name} ${theirs.toFixed(1)} s`,
      ratio: (ours / theirs).toFixed(2),
      promise,
      held: ours <= most * theirs,
    };
  });
}

async function timed(peer: Peer, corpus: string): Promise<number> {
  const into = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'));
  try {
    const start = performance.now();
    await peer.run(corpus, into);
    return (performance.now() - start) / 1000;
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
