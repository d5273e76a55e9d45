import type { Run } from '../../../server/contract/admin.ts';
import { words } from './runs.words.ts';

export function stateWord(run: Run): string {
  const t = words();
  const word = run.state === 'running' ? t.phases[run.progress.phase] : t.runStates[run.state];
  return run.dryRun ? t.dryRunState(word) : word;
}

/** What a run did, as a sentence; a dry run would have done it. */
export function changesInWords({ progress, dryRun, state }: Run): string {
  const t = words();
  const kinds = ['added', 'changed', 'removed', 'held', 'attributed', 'failed', 'unreadable'] as const;
  const changes = kinds.flatMap((kind) => (progress[kind] > 0 ? [t.changes[kind](progress[kind])] : []));
  const seen = t.seen(progress.seen);
  if (changes.length === 0) return state === 'running' ? seen : t.seenUnchanged(seen);
  return t.seenChanged(seen, changes.join(', '), dryRun);
}

/** What several failures have in common: "12 protected by a password". */
export function causeInWords(state: string, cause: string | null): string {
  const t = words();
  if (cause !== null) return Object.entries(t.causes).find(([known]) => known === cause)?.[1] ?? cause;
  return state === 'partial' ? t.causePartial : t.causeIndex;
}
