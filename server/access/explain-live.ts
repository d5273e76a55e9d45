import { accessHashOf } from '#indexers/sync/acl-id.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import type { Source } from '#indexers/types.ts';

/** What the place itself says now of who may read a document. */
export type LiveAccess =
  /** This kind of source cannot be asked. */
  | { state: 'not-asked' }
  | { state: 'failed'; reason: string }
  | { state: 'gone' }
  /** `access` names the folders of this very document; the stored copy may name those of another with equal rights. */
  | { state: 'same' | 'changed'; access: AccessRef };

/** A drive that sleeps must not keep the one who asks waiting, milliseconds. */
const LIMIT = 10_000;

export async function askPlace(
  source: Source | undefined,
  document: { itemId: string; stored: AccessRef | undefined },
  signal: AbortSignal,
): Promise<LiveAccess> {
  if (source?.readAccess === undefined) return { state: 'not-asked' };
  const { itemId, stored } = document;
  try {
    const answers = await source.readAccess([itemId], AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]));
    const access = answers.get(itemId);
    if (access === undefined) return { state: 'failed', reason: 'it gave no answer' };
    if (access.state === 'gone') return { state: 'gone' };
    const isSame = stored !== undefined && accessHashOf(access) === accessHashOf(stored);
    return { state: isSame ? 'same' : 'changed', access };
  } catch (error) {
    signal.throwIfAborted();
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
