import { createExplain } from '../access/explain.ts';
import { createGroupProblems } from '../access/group-problems.ts';
import { createKnownPrincipals } from '../access/known-principals.ts';
import { createViewers } from '../access/viewers.ts';
import { createAuditLog } from '../audit/audit-log.ts';
import { whoCommands } from '../audit/who-asks.ts';
import { createSources } from '../create-sources.ts';
import { createLogger } from '../logger.ts';
import { staleAfterMs } from '../staleness.ts';
import { untilStopped } from './until-stopped.ts';
import { withStore } from './with-store.ts';

/** Why somebody sees a document, or does not: the whole chain, in words. */
export async function explain(document: string, options: { config?: string; as: string }): Promise<void> {
  const { signal } = untilStopped();
  const uid = options.as;
  await withStore(options, async ({ config, store }) => {
    const logger = createLogger(config.log);
    const sources = createSources({ config, store, logger });
    store.directory.setSamePersonRule(config.auth.samePerson, config.auth.partners);
    const groupProblems = createGroupProblems({ store, staleAfterMs: (id) => staleAfterMs(sources.get(id)) });
    const viewers = createViewers({ ...config.auth, store, sources: [...sources.keys()], groupProblems });
    const known = createKnownPrincipals(store.directory, sources);
    const explanations = createExplain({ store, viewers, known, sources, groupProblems });
    const { verdict, steps } = await explanations.anyone({ uid, document }, signal);
    const audit = createAuditLog({ store: store.audit, logger });
    const details = `Whether "${uid}" may read it: ${verdict}`;
    audit.record({ ...whoCommands(), action: 'explain', outcome: 'done', subject: document, details });
    process.stdout.write(`${verdict}\n${steps.map((step) => `  ${step}`).join('\n')}\n`);
  });
}
