import { createExplain } from '../access/explain.ts';
import { createViewers } from '../access/viewers.ts';
import { resolveConfig } from '../config/resolve.ts';
import { openStore } from '../store/open-store.ts';

/** Why somebody sees a document, or does not: the whole chain, in words. */
export async function explain(document: string, options: { config?: string; as: string }): Promise<void> {
  const { config, close } = await resolveConfig({ file: options.config, environment: process.env });
  const store = openStore(config.dataDir);
  try {
    const viewers = createViewers({ store, sources: config.sources.map(({ id }) => id), admins: config.auth.admins });
    const explanation = createExplain({ store, viewers })({ uid: options.as, document });
    process.stdout.write(`${explanation.verdict}\n${explanation.steps.map((step) => `  ${step}`).join('\n')}\n`);
  } finally {
    store.close();
    await close();
  }
}
