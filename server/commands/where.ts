import { WhereQuery } from '../contract/admin.ts';
import { createSources } from '../create-sources.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { findWhereabouts } from '../whereabouts/find-whereabouts.ts';
import { withStore } from './with-store.ts';

/** Where a file is, in words; exit code 1 when no source has seen it. */
export async function where(text: string, options: { config?: string; json?: boolean }): Promise<void> {
  const query = WhereQuery.safeParse({ path: text });
  if (!query.success) throw new AppError('invalid-request', 'Give a path, or a part of one.');
  await withStore(options, ({ config, store }) => {
    const sources = createSources({ config, store, logger: createLogger(config.log) });
    const { items, hasMore } = findWhereabouts({ store, sources }, query.data.path);
    if (items.every(({ state }) => state === 'not-seen' || state === 'not-covered')) process.exitCode = 1;
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ items, hasMore }, null, 2)}\n`);
      return;
    }
    for (const { state, source, path, sentences } of items)
      process.stdout.write(
        `${source === null ? '' : `${source}: `}${path}\t${state}\n${sentences.map((s) => `  ${s}\n`).join('')}`,
      );
    if (hasMore) process.stdout.write('There are more; give more of the path.\n');
  });
}
