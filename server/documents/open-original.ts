import type { AccessRef } from '#indexers/types/access.ts';
import type { ByteRange, ContentStream } from '#indexers/types/content-stream.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { whoAsks } from '../audit/who-asks.ts';
import { AppError } from '../errors.ts';
import type { RouteInput } from '../routes/define-route.ts';
import { noSuchDocument, type Readers, readableItem } from './readable-item.ts';

/** Of the context what originals need. */
export interface OriginalsContext extends Readers {
  audit: AuditLog;
}

/** Who asks, and until when. */
export type Asking = Pick<RouteInput<unknown, unknown, unknown>, 'viewer' | 'request' | 'signal'>;

/**
 * The bytes of a document for somebody who may read it. The index said yes; the source is asked once more, because a right may
 * have been withdrawn since. Throws AppError `not-found` for whoever may not, `source-unavailable` when the place does not answer.
 */
export async function openOriginal(
  context: OriginalsContext,
  { id, range }: { id: string; range?: ByteRange | undefined },
  asking: Asking,
): Promise<{ content: ContentStream; entry: LedgerEntry }> {
  const { source: sourceId, entry } = readableItem(context, id, asking.viewer);
  const { signal } = asking;
  const source = context.sources.get(sourceId)?.source;
  if (!source?.readContent) throw new AppError('source-unavailable', 'The source of this document is not configured any more.');
  const content = await source.readContent(entry.itemId, { ...(range ? { range } : {}), signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new AppError('source-unavailable', 'The original cannot be read; it may have been moved or deleted.', { cause });
  });
  try {
    requireGranted(context, { id, source: sourceId, entry, access: content.access }, asking);
  } catch (error) {
    content.stream.destroy();
    throw error;
  }
  return { content, entry };
}

/** By what the place itself says. A refusal is written down: the index would have let them. */
export function requireGranted(
  context: Pick<OriginalsContext, 'readableAcls' | 'audit'>,
  { id, source, entry, access }: { id: string; source: string; entry: LedgerEntry; access: AccessRef },
  asking: Asking,
): void {
  if (context.readableAcls.grants(asking.viewer, access)) return;
  const details = `"${entry.path}" in the source "${source}": the last run let them read it, the place itself does not any more`;
  context.audit.record({ ...whoAsks(asking), action: 'document-refused', outcome: 'refused', subject: id, details });
  throw noSuchDocument();
}
