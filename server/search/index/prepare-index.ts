import { z } from 'zod';
import { otherSchemaThan } from '../../access/filter.ts';
import { countDocuments } from './count-documents.ts';
import { settingsDifference } from './index-settings.ts';
import { exists, type IndexWork } from './index-work.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { Enqueued } from './tasks.ts';

/**
 * Makes an index be as defined: creates it, sends only the settings that differ, and rebuilds it beside the old one when
 * that means indexing every document again. Does nothing, and queues nothing, when all is as it should be.
 */
export async function prepareIndex(work: IndexWork): Promise<void> {
  const { http, tasks, uid, definition, signal, logger } = work;
  if (!(await exists(work, uid))) await create(work);
  const settings = await http.request({ method: 'GET', path: `indexes/${uid}/settings`, schema: Settings, signal });
  const difference = settingsDifference(settings, definition.settings);
  const empty = (await countDocuments(work)) === 0;
  if (!empty && (difference?.reindexes || (await hasOtherSchemas(work)))) {
    const { upgrade } = definition;
    if (upgrade !== 'empty') {
      logger.info({ index: uid, settings: Object.keys(difference?.changes ?? {}) }, 'rebuilding the index beside the old one');
      return await rebuildIndex(work, upgrade);
    }
    const emptying = await http.request({ method: 'DELETE', path: `indexes/${uid}/documents`, schema: Enqueued, signal });
    await tasks.succeeded(emptying.taskUid, `empty ${uid}`);
  }
  if (difference === undefined) return;
  logger.info({ index: uid, settings: Object.keys(difference.changes) }, 'changing settings of the index');
  const order = { method: 'PATCH', path: `indexes/${uid}/settings`, body: difference.changes, schema: Enqueued, signal } as const;
  await tasks.succeeded((await http.request(order)).taskUid, `change the settings of ${uid}`);
}

const Settings = z.record(z.string(), z.unknown());

/** With its settings from the start; another process may have been faster, which is as good. */
async function create({ http, tasks, uid, signal }: IndexWork): Promise<void> {
  const body = { uid, primaryKey: 'id' };
  const { taskUid } = await http.request({ method: 'POST', path: 'indexes', body, schema: Enqueued, signal });
  const outcome = await tasks.outcome(taskUid);
  if (outcome.state === 'failed' && outcome.code === 'index_already_exists') return;
  await tasks.succeeded(taskUid, `create the index ${uid}`);
}

/** Only asked when the settings are right, so `schema` can be filtered by. */
async function hasOtherSchemas({ http, uid, definition, signal }: IndexWork): Promise<boolean> {
  const body = { filter: otherSchemaThan(definition.schema), limit: 1, attributesToRetrieve: ['id'] };
  const schema = z.object({ hits: z.array(z.unknown()) });
  return (await http.request({ method: 'POST', path: `indexes/${uid}/search`, body, schema, signal })).hits.length > 0;
}
