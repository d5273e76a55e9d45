import type { Run } from '../../../server/contract/admin.ts';
import { countOf, formatCount } from '../../lib/numbers.ts';

const PHASES: Record<Run['progress']['phase'], string> = {
  connecting: 'Connecting',
  reading: 'Reading',
  indexing: 'Indexing',
  removing: 'Removing what is gone',
  checking: 'Comparing with the index',
  attributing: 'Finding authors in the directory',
  recognizing: 'Reading scanned pages',
  finished: 'Finishing',
};

const STATES: Record<Run['state'], string> = {
  running: 'Running',
  complete: 'Complete',
  partial: 'Partly read',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted, will go on',
};

export function stateWord(run: Run): string {
  const word = run.state === 'running' ? PHASES[run.progress.phase] : STATES[run.state];
  return run.dryRun ? `Dry run: ${word.toLowerCase()}` : word;
}

/** What a run did, as a sentence; a dry run would have done it. */
export function changesInWords({ progress, dryRun, state }: Run): string {
  const changes = [
    progress.added > 0 ? `${formatCount(progress.added)} added` : null,
    progress.changed > 0 ? `${formatCount(progress.changed)} changed` : null,
    progress.removed > 0 ? `${formatCount(progress.removed)} removed` : null,
    progress.held > 0 ? `${countOf(progress.held, 'removal', 'removals')} held` : null,
    progress.attributed > 0 ? `authors of ${countOf(progress.attributed, 'document', 'documents')} found anew` : null,
    progress.failed > 0 ? `${formatCount(progress.failed)} failed` : null,
    progress.unreadable > 0 ? `${countOf(progress.unreadable, 'place', 'places')} unreadable` : null,
  ].filter((change) => change !== null);
  const seen = `${countOf(progress.seen, 'item', 'items')} seen`;
  if (changes.length === 0) return state === 'running' ? seen : `${seen}, nothing changed`;
  return `${seen}${dryRun ? '; would be' : ''}: ${changes.join(', ')}`;
}

const CAUSES: Record<string, string> = {
  unsupported: 'of a kind that is not read',
  encrypted: 'protected by a password',
  corrupt: 'damaged',
  'too-large': 'too large',
  timeout: 'took too long to read',
  memory: 'needed too much memory',
  crash: 'made their reader crash',
  changed: 'were being written to',
  unreadable: 'could not be opened',
};

/** What several failures have in common: "12 protected by a password". */
export function causeInWords(state: string, cause: string | null): string {
  if (cause !== null) return CAUSES[cause] ?? cause;
  return state === 'partial' ? 'read in part' : 'not taken by the search index';
}
