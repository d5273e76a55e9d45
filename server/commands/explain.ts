import { createExplain } from '../access/explain.ts';
import { createViewers } from '../access/viewers.ts';
import { withStore } from './with-store.ts';

/** Why somebody sees a document, or does not: the whole chain, in words. */
export async function explain(document: string, options: { config?: string; as: string }): Promise<void> {
  await withStore(options, ({ config, store }) => {
    const viewers = createViewers({ store, sources: config.sources.map(({ id }) => id), admins: config.auth.admins });
    const explanation = createExplain({ store, viewers })({ uid: options.as, document });
    process.stdout.write(`${explanation.verdict}\n${explanation.steps.map((step) => `  ${step}`).join('\n')}\n`);
  });
}
