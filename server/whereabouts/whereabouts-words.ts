import type { StoredHold } from '#indexers/types/state.ts';
import { agoInWords } from '../access/explain-words.ts';
import type { Whereabouts } from '../contract/admin.ts';
import type { LedgerFind } from '../store/state-store.ts';

export interface ToTell extends LedgerFind {
  hold: StoredHold | undefined;
  now: number;
}

/** How an item of the ledger is, a sentence for each thing worth knowing. */
export function foundInWords(told: ToTell): Pick<Whereabouts, 'state' | 'sentences'> {
  const { entry, source } = told;
  const isHeld = told.hold !== undefined && entry.state !== 'excluded' && entry.generation < told.hold.generation;
  const sentences = [`The source "${source}" knows it.`, ...stateInWords(told)];
  return isHeld ? { state: 'held', sentences: [...sentences, heldInWords(told.hold)] } : { state: entry.state, sentences };
}

function stateInWords({ entry, updatedAt, now }: ToTell): string[] {
  const reason = withoutStop(entry.reason ?? 'no reason was given');
  const since = `${new Date(updatedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC (${agoInWords(now - updatedAt)})`;
  switch (entry.state) {
    case 'indexed':
      return [`It is indexed, as it is now since ${since}.`];
    case 'partial':
      return [`It is indexed in part since ${since}. What is missing: ${reason}.`, ...nextTry(entry, now)];
    case 'excluded':
      return [`It is left out, by this rule: ${reason}.`];
    case 'failed': {
      const what = entry.kind === 'folder' ? 'The folder could not be read' : 'Its text could not be read';
      const found = entry.recordId === null ? [] : ['It is found by its name only.'];
      return [`${what}: ${reason}.`, ...found, ...nextTry(entry, now)];
    }
    case 'pending':
      return ['It was seen, and is being read or waits for the next run to read it.'];
    default:
      return entry.state satisfies never;
  }
}

function nextTry({ kind, attempts, nextTryAt }: ToTell['entry'], now: number): string[] {
  if (kind === 'folder') return ['Every run tries it again.'];
  const tried = attempts > 0 ? `Tried ${attempts === 1 ? 'once' : `${attempts} times`}. ` : '';
  if (nextTryAt === null) return [`${tried}It is read again when it changes, or when somebody asks for it.`];
  if (nextTryAt <= now) return [`${tried}The next run tries it again.`];
  return [
    `${tried}It is tried again by the first run after ${new Date(nextTryAt).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
  ];
}

function heldInWords(hold: StoredHold | undefined): string {
  if (hold?.confirmed) return 'It was not seen any more; its removal is confirmed, and the next complete run does it.';
  if (hold?.kept) return `It was not seen any more; ${hold.kept.by} has said that it is to be kept.`;
  return 'It was not seen any more; its removal waits for somebody to confirm it, and so long it is found as before.';
}

export function lastRunInWords({ lastComplete, now }: { lastComplete: number | undefined; now: number }): string {
  if (lastComplete === undefined) return 'That source was never read completely.';
  return `The last complete run of that source was ${agoInWords(now - lastComplete)}.`;
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}
