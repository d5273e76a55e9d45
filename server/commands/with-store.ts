import { resolveConfig } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import { openStore } from '../store/open-store.ts';
import type { StateStore } from '../store/state-store.ts';

/** For commands that need no search engine: opens the store of the configuration, and closes everything whatever happens. */
export async function withStore(
  options: { config?: string | undefined },
  work: (opened: { config: Config; store: StateStore }) => Promise<void> | void,
): Promise<void> {
  const resolved = await resolveConfig({ file: options.config, environment: process.env });
  try {
    const store = openStore(resolved.config.dataDir);
    try {
      await work({ config: resolved.config, store });
    } finally {
      store.close();
    }
  } finally {
    await resolved.close();
  }
}
