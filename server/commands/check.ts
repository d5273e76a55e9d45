import { createSources } from '../create-sources.ts';
import { scheduleWarning } from '../jobs/directory-schedule.ts';
import { createLogger } from '../logger.ts';
import { chosenSources } from './chosen-sources.ts';
import { withStore } from './with-store.ts';

const SIGNS = { ok: '✓', warning: '!', error: '✗' } as const;
/** Longest time one source may take to answer, milliseconds. */
const TIME_LIMIT = 60_000;

/** Connects to each source and tells what works and what is missing; exit code 1 when a run could not be complete. */
export async function check(ids: string[], options: { config?: string }): Promise<void> {
  await withStore(options, async ({ config, store }) => {
    const sources = createSources({ config, store, logger: createLogger(config.log) });
    for (const configured of chosenSources(sources, ids)) {
      const { source, location } = configured;
      const report = await source.check(AbortSignal.timeout(TIME_LIMIT));
      process.stdout.write(`${source.id} (${location})\n`);
      for (const finding of report.findings) process.stdout.write(`  ${SIGNS[finding.level]} ${finding.message}\n`);
      const warning = scheduleWarning(configured, config.auth.method);
      if (warning !== undefined) process.stdout.write(`  ${SIGNS.warning} ${warning}\n`);
      if (!report.ok) process.exitCode = 1;
    }
  });
}
