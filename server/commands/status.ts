import type { z } from 'zod';
import { agoInWords } from '../access/explain-words.ts';
import { createKnownPrincipals } from '../access/known-principals.ts';
import type { SemanticsConfig } from '../config/semantics.ts';
import type { HeldRemovals } from '../contract/admin.ts';
import { createSources } from '../create-sources.ts';
import { createLogger } from '../logger.ts';
import { presentSource } from '../present-source.ts';
import type { SemanticsState } from '../semantics/semantics.ts';
import type { VectorStore } from '../store/state-store.ts';
import { withStore } from './with-store.ts';

/** How each source is: a sentence and counts. */
export async function status(options: { config?: string; json?: boolean }): Promise<void> {
  await withStore(options, ({ config, store }) => {
    const sources = createSources({ config, store, logger: createLogger(config.log) });
    const known = createKnownPrincipals(store.directory, sources);
    const items = [...sources.values()].map((source) => presentSource(source, { store, known }));
    const semantics = semanticsOf(config.semantics, store.vectors);
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ items, semantics }, null, 2)}\n`);
      return;
    }
    for (const item of items) {
      const { indexed, partial, failed, excluded } = item.counts;
      process.stdout.write(`${item.id} (${item.kind}, ${item.location})\n  ${item.summary}\n`);
      process.stdout.write(`  ${indexed} indexed, ${partial} in part, ${failed} failed, ${excluded} left out\n`);
      if (item.canary) process.stdout.write(`  ${item.canary.summary}\n`);
      if (item.index)
        process.stdout.write(`  ${item.index.summary} Checked ${agoInWords(Date.now() - Date.parse(item.index.at))}.\n`);
      if (item.held) process.stdout.write(`${heldInWords(item.id, item.held)}\n`);
    }
    process.stdout.write(`search by meaning (${semantics.provider})\n  ${semantics.message}\n`);
    if (semantics.state !== 'off')
      process.stdout.write(`  ${semantics.done} passages have a vector, ${semantics.due} documents wait\n`);
  });
}

/** As the server said last: it alone computes vectors. */
function semanticsOf({ provider }: SemanticsConfig, vectors: VectorStore): SemanticsState {
  if (provider === 'off') return { provider, state: 'off', message: 'Turned off in the configuration', due: 0, done: 0 };
  const told = vectors.state() ?? { state: 'loading', message: 'The server has not begun with it', done: 0 };
  return { provider, ...told, due: told.state === 'off' ? 0 : vectors.countDue() };
}

/** Which they are, and what is to be done about them. */
function heldInWords(source: string, { count, reason, examples, confirmed, kept }: z.infer<typeof HeldRemovals>): string {
  const shown = examples.join(', ') + (count > examples.length ? ` and ${count - examples.length} more` : '');
  const lines = [`${count} removals are held: ${reason}`, `These are: ${shown}`];
  if (confirmed) lines.push('They are confirmed; the next complete run does them.');
  else {
    const keep = kept ? '' : `; to keep them: POST /api/v1/admin/sources/${source}/held/restore`;
    lines.push(`To let them go: POST /api/v1/admin/sources/${source}/held/confirm${keep} (or the Sources page).`);
  }
  return lines.map((line) => `  ${line}`).join('\n');
}
