import { createKnownPrincipals } from '../access/known-principals.ts';
import { createSources } from '../create-sources.ts';
import { createLogger } from '../logger.ts';
import { presentSource } from '../present-source.ts';
import { withStore } from './with-store.ts';

/** How each source is: a sentence and counts. */
export async function status(options: { config?: string; json?: boolean }): Promise<void> {
  await withStore(options, ({ config, store }) => {
    const sources = createSources({ config, store, logger: createLogger(config.log) });
    const known = createKnownPrincipals(store.directory, sources);
    const items = [...sources.values()].map((source) => presentSource(source, { store, known }));
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ items }, null, 2)}\n`);
      return;
    }
    for (const item of items) {
      const { indexed, partial, failed, excluded } = item.counts;
      process.stdout.write(`${item.id} (${item.kind}, ${item.location})\n  ${item.summary}\n`);
      process.stdout.write(`  ${indexed} indexed, ${partial} in part, ${failed} failed, ${excluded} left out\n`);
      if (item.canary) process.stdout.write(`  ${item.canary.summary}\n`);
      if (item.held) process.stdout.write(`  ${item.held.count} removals are held: ${item.held.reason}\n`);
    }
  });
}
