import { resolveConfig } from '../config/resolve.ts';
import { createSources } from '../create-sources.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { openStore } from '../store/open-store.ts';

const SIGNS = { ok: '✓', warning: '!', error: '✗' } as const;
/** Longest time one source may take to answer, milliseconds. */
const TIME_LIMIT = 60_000;

/** Connects to each source and tells what works and what is missing; exit code 1 when a run could not be complete. */
export async function check(ids: string[], options: { config?: string }): Promise<void> {
  const { config, close } = await resolveConfig({ file: options.config, environment: process.env });
  const store = openStore(config.dataDir);
  try {
    const sources = createSources({ config, store, logger: createLogger(config.log) });
    for (const id of ids.length > 0 ? ids : sources.keys()) {
      const configured = sources.get(id);
      if (!configured)
        throw new AppError('not-found', `No source is called ${id}; there are: ${[...sources.keys()].join(', ')}.`);
      const report = await configured.source.check(AbortSignal.timeout(TIME_LIMIT));
      process.stdout.write(`${id} (${configured.location})\n`);
      for (const finding of report.findings) process.stdout.write(`  ${SIGNS[finding.level]} ${finding.message}\n`);
      if (!report.ok) process.exitCode = 1;
    }
  } finally {
    store.close();
    await close();
  }
}
