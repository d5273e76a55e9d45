import { z } from 'zod';
import type { SyncState } from '../types.ts';

/** What a comparison of the index with the ledger came to, as it is kept for the next one and for the status page. */
const IndexCheck = z.object({
  /** Milliseconds since 1970. */
  at: z.int(),
  /** When record was last compared with record; otherwise they were only counted. */
  thoroughAt: z.int(),
  /** Known and not in the index, and known and there in part or with something left over: the next run writes them again. */
  missing: z.int(),
  damaged: z.int(),
  /** In the index and known to nobody: removed, except after a run that could not look everywhere. */
  strays: z.int(),
  straysRemoved: z.boolean(),
  /** Paths of the first few. */
  examples: z.array(z.string()),
});
export type IndexCheck = z.infer<typeof IndexCheck>;

const KEY = 'index.check';

export function lastIndexCheck({ sourceState }: Pick<SyncState, 'sourceState'>, source: string): IndexCheck | undefined {
  const text = sourceState.get(source, KEY);
  return text === undefined ? undefined : IndexCheck.parse(JSON.parse(text));
}

export function keepIndexCheck({ sourceState }: Pick<SyncState, 'sourceState'>, source: string, check: IndexCheck): void {
  sourceState.set(source, KEY, JSON.stringify(check));
}

/** Whether something was found; undefined where index and ledger agree. */
export function findingsInWords({ missing, damaged, strays, straysRemoved, examples }: IndexCheck): string | undefined {
  const findings = [
    ...(missing > 0 ? [`${missing} items were missing from the search index`] : []),
    ...(damaged > 0 ? [`${damaged} items were not as they should be in the search index`] : []),
  ];
  const first = examples[0] === undefined ? '' : ` (the first: ${examples[0]})`;
  const lost = findings.length === 0 ? [] : [`${findings.join(' and ')}${first}; the next run writes them again`];
  const consequence = straysRemoved ? 'they were removed' : 'a complete run will remove them';
  const stray = strays === 0 ? [] : [`The search index held ${strays} items that nobody knows; ${consequence}`];
  return lost.length + stray.length === 0 ? undefined : [...lost, ...stray].join('. ');
}
