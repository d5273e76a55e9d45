import { whoCommands } from '../audit/who-asks.ts';
import type { GoldenResult } from '../contract/curation.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

/** Asks all golden queries; exit code 1 when one does not hold. */
export async function golden(options: { config?: string; json?: boolean }): Promise<void> {
  const { signal } = untilStopped();
  await withContext(options, async ({ curation, audit }) => {
    const run = await curation.runGolden(signal);
    const details = `${run.items.length} asked, ${run.failing} failing`;
    audit.record({ ...whoCommands(), action: 'golden-queries', outcome: 'done', details });
    process.stdout.write(options.json ? `${JSON.stringify(run)}\n` : `${[...run.items.map(inWords), details].join('\n')}\n`);
    if (run.failing > 0) process.exitCode = 1;
  });
}

function inWords({ query, wanted, viewer, rank, worstRank, holds, problem }: GoldenResult): string {
  const found = problem ?? (rank === null ? 'not found' : `at place ${rank}`);
  const asked = viewer === null ? '' : ` (as ${viewer})`;
  return `${holds ? 'holds' : 'FAILS'}\t${query}${asked}\t${wanted.name ?? wanted.id}\t${found}, ${worstRank} at worst`;
}
