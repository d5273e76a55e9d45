import type { SourceStatus } from '../../../server/contract/admin.ts';
import { currentLanguage } from '../../lib/language.ts';
import { isAlarmed } from './canary-note.tsx';
import { words } from './words.ts';

export type Health = 'good' | 'attention' | 'bad';

export function healthOf({ held, lastRun, canary, problem, freshness, index }: SourceStatus): Health {
  if (problem !== null || lastRun?.state === 'failed' || isAlarmed(canary)) return 'bad';
  const isHeld = held !== null && !held.confirmed && held.kept === null;
  const isLate = freshness !== null && !freshness.isMet && lastRun?.state !== 'running';
  return isHeld || isLate || index?.agrees === false || lastRun?.state === 'partial' ? 'attention' : 'good';
}

const ORDER: Record<Health, number> = { bad: 0, attention: 1, good: 2 };

/** What needs somebody first; otherwise in the order in which the server tells them. */
export function neediestFirst(sources: readonly SourceStatus[]): SourceStatus[] {
  return sources.toSorted((a, b) => ORDER[healthOf(a)] - ORDER[healthOf(b)]);
}

/**
 * How a source is, in a sentence or two. The server's own words say more, with advice, and only in English; in other languages what
 * has no code of its own is left to the parts of the page that show it.
 */
export function stateInWords(source: SourceStatus): string {
  if (currentLanguage() === 'en') return source.summary;
  const t = words();
  const { lastRun, held, counts, problem } = source;
  const state = lastRun === null ? 'never' : lastRun.state === 'running' && lastRun.dryRun ? 'dryRun' : lastRun.state;
  return [
    ...(problem === null ? [] : [problem]),
    t.states[state],
    ...(held && !held.confirmed && held.kept === null ? [t.heldSentence(held.count)] : []),
    ...(counts.failed > 0 ? [t.failedSentence(counts.failed)] : []),
  ].join(' ');
}
