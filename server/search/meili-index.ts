import { z } from 'zod';
import type { DocumentRecord, IndexRecord } from '#indexers/types/records.ts';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import type { MeilisearchHttp } from '../meilisearch/http.ts';
import { createDiskProbe } from './index/disk-probe.ts';
import { createIndexContents } from './index/index-contents.ts';
import { PASSAGE_SETTINGS, PEOPLE_SETTINGS, VECTOR_SETTINGS } from './index/index-settings.ts';
import type { IndexDefinition } from './index/index-work.ts';
import {
  accessFields,
  authorFields,
  PASSAGES_SCHEMA,
  passageDocuments,
  passageIds,
  placeFields,
  type SlotOfHash,
  upgradePassage,
} from './index/passage-index.ts';
import type { Change, IndexName } from './index/payload.ts';
import { PEOPLE_SCHEMA, personDocument, upgradePerson } from './index/people-index.ts';
import { prepareIndex } from './index/prepare-index.ts';
import { createSender } from './index/send-payload.ts';
import { createTasks } from './index/tasks.ts';
import { VECTORS_SCHEMA, vectorFields } from './index/vector-index.ts';
import { createWriter, type WriterLimits } from './index/writer.ts';
import type { SearchIndex } from './search-index.ts';

/** The three indexes, by the names they have in Meilisearch. */
export interface IndexUids {
  people: string;
  passages: string;
  /**
   * One document for each passage that has a vector, under the passage's id. Kept by `server/semantics`, which follows the ledger;
   * only changes of access are made here, because they must not wait.
   */
  vectors: string;
}

export function indexUids(indexPrefix: string): IndexUids {
  return { people: `${indexPrefix}people`, passages: `${indexPrefix}passages`, vectors: `${indexPrefix}vectors` };
}

function definitionsWith(slotOfHash: SlotOfHash): Record<IndexName, IndexDefinition> {
  const upgrade = (document: unknown) => upgradePassage(document, slotOfHash);
  return {
    people: { settings: PEOPLE_SETTINGS, schema: PEOPLE_SCHEMA, upgrade: upgradePerson },
    passages: { settings: PASSAGE_SETTINGS, schema: PASSAGES_SCHEMA, upgrade },
    vectors: { settings: VECTOR_SETTINGS, schema: VECTORS_SCHEMA, upgrade: 'empty' },
  };
}

/** The search index in Meilisearch. Every promise of a change resolves when it can be found. */
export function createMeiliIndex(options: {
  http: MeilisearchHttp;
  indexPrefix: string;
  logger: Logger;
  limits?: Partial<WriterLimits>;
  /** After so long without news from Meilisearch it is asked whether its disk is full. */
  stillMs?: number;
  /** For an index of an older schema; without it, nobody can read what is in it until it is written anew. */
  slotOfHash?: SlotOfHash;
  /** Other settings or schemas, for tests of a rebuild. */
  definitions?: Partial<Record<IndexName, IndexDefinition>>;
}): SearchIndex {
  const { http, logger, slotOfHash = () => undefined } = options;
  const definitions = { ...definitionsWith(slotOfHash), ...options.definitions };
  const uids = indexUids(options.indexPrefix);
  const isDiskFull = createDiskProbe({ http, uid: uids.passages });
  const send = createSender({ http, uidOf: (index) => uids[index], isDiskFull });
  const tasks = createTasks({ http, isDiskFull, ...(options.stillMs !== undefined && { stillMs: options.stillMs }) });
  const writer = createWriter({ send, tasks, logger, ...(options.limits && { limits: options.limits }) });

  return {
    async prepare(signal) {
      await writer.whilePaused(async () => {
        for (const index of ['people', 'passages', 'vectors'] as const)
          await prepareIndex({ http, tasks, logger, uid: uids[index], definition: definitions[index], signal });
      });
      // Not worth a start that fails: with a full disk nothing can be forgotten, and everything can be found.
      await tasks.tidy(signal).catch((error: unknown) => logger.warn({ err: error }, 'old tasks of Meilisearch stay'));
    },

    write: (record) => writer.submit({ recordId: record.id, changes: changesOf(record), partial: false }),

    setAccess: ({ documentId, passages, aclId }) =>
      writer.submit({ recordId: documentId, changes: updates(documentId, passages, accessFields(aclId)), partial: true }),

    move: ({ documentId, passages, aclId, ...place }) =>
      writer.submit({
        recordId: documentId,
        changes: updates(documentId, passages, { ...accessFields(aclId), ...placeFields(place) }),
        partial: true,
      }),

    setAuthors: ({ documentId, passages, authors }) =>
      writer.submit({ recordId: documentId, changes: updates(documentId, passages, authorFields(authors)), partial: true }),

    remove: (record) => writer.submit({ recordId: record.id, changes: removals(record), partial: false }),
    flush: writer.flush,

    async health(signal) {
      try {
        for (const uid of Object.values(uids))
          await http.request({ method: 'GET', path: `indexes/${uid}/stats`, schema: z.unknown(), signal, timeoutMs: 3000 });
        return { ok: true, message: 'The search index answers' };
      } catch (error) {
        return { ok: false, message: error instanceof AppError ? error.message : 'The search index does not answer' };
      }
    },

    contents: createIndexContents({ http, uids }),

    async close() {
      await writer.close();
      tasks.close();
    },
  };
}

function changesOf(record: IndexRecord): Change[] {
  switch (record.kind) {
    case 'person':
      return [{ index: 'people', kind: 'replace', document: personDocument(record) }];
    case 'document':
      return [...passageDocuments(record).map(replaced), ...deletions(leftovers(record))];
    default:
      return record satisfies never;
  }
}

function replaced(document: { id: string }): Change {
  return { index: 'passages', kind: 'replace', document };
}

/** Passages that an earlier, longer version may have left. */
function leftovers(record: DocumentRecord): string[] {
  return passageIds(record.id, record.passages.length, record.previousPassages);
}

function deletions(ids: string[]): Change[] {
  return ids.map((id) => ({ index: 'passages', kind: 'delete', id }));
}

function updates(documentId: string, passages: number, fields: Record<string, unknown>): Change[] {
  return passageIds(documentId, 0, passages).flatMap((id) => [
    { index: 'passages', kind: 'update', document: { id, ...fields } },
    { index: 'vectors', kind: 'update', document: { id, ...vectorFields(fields) } },
  ]);
}

function removals(record: { kind: 'person'; id: string } | { kind: 'document'; id: string; passages: number }): Change[] {
  if (record.kind === 'person') return [{ index: 'people', kind: 'delete', id: record.id }];
  return deletions(passageIds(record.id, 0, record.passages));
}
