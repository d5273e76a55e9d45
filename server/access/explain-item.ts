import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { Source } from '#indexers/types.ts';
import type { ExplainStep, Explanation } from '../contract/admin.ts';
import type { StateStore } from '../store/state-store.ts';
import { HIDDEN_BY_CANARY } from './canary-words.ts';
import { type Asker, explainAccess } from './explain-access.ts';
import { askPlace, type LiveAccess } from './explain-live.ts';
import { agoInWords } from './explain-words.ts';
import type { KnownPrincipals } from './known-principals.ts';

interface ItemToExplain {
  store: StateStore;
  known: KnownPrincipals;
  sources: ReadonlyMap<string, { source: Source }>;
  asker: Asker;
  source: string;
  entry: LedgerEntry;
  /** What was asked for: more than the entry's path where the entry is a folder that is left out. */
  document: string;
  now?: () => number;
}

interface Answer {
  verdict: Explanation['verdict'];
  steps: ExplainStep[];
}

/** What stands in the way of a document, from its source to the last entry of its access list; then what the place says now. */
export async function explainItem(item: ItemToExplain, signal: AbortSignal): Promise<Answer> {
  const { store, entry, source } = item;
  const { aclId } = entry;
  if (!item.sources.has(source)) return { verdict: 'not-indexed', steps: [step('no', notConfigured(item))] };
  if (entry.state === 'excluded') return { verdict: 'excluded', steps: [step('no', leftOut(item))] };
  if (entry.state === 'pending' || aclId === null)
    return {
      verdict: 'not-indexed',
      steps: [step('no', `${where(item)} was seen and is being read; it is found when that is done.`)],
    };
  const stored = store.acls.get(aclId);
  const live = await askPlace(item.sources.get(source)?.source, { itemId: entry.itemId, stored }, signal);
  const before = [
    step('info', `${where(item)}${entry.state === 'failed' ? ' is indexed by its name only' : ' is indexed'}.`),
    ...heldBack(item),
  ];
  if (stored?.state !== 'known')
    return { verdict: 'denied', steps: [...before, ...unknownAccess(item, stored), ...liveSteps(item, live, false)] };
  // The same rights with the folders of this very document in it.
  const access = live.state === 'same' && live.access.state === 'known' ? live.access : stored;
  const { steps, isAllowed } = explain(item, access);
  return {
    verdict: isAllowed ? (entry.state === 'failed' ? 'failed' : 'allowed') : 'denied',
    steps: [...before, ...steps, ...verdict(item, isAllowed), ...liveSteps(item, live, isAllowed)],
  };
}

function explain({ store, known, asker, entry }: ItemToExplain, access: AccessRef & { state: 'known' }) {
  return explainAccess({ asker, access, documentPath: entry.path, known, directory: store.directory });
}

function step(says: ExplainStep['says'], text: string, kind: ExplainStep['kind'] = 'document'): ExplainStep {
  return { kind, says, text };
}

function where({ entry, source }: ItemToExplain): string {
  return `"${entry.path}" in the source "${source}"`;
}

function notConfigured(item: ItemToExplain): string {
  return `${where(item)} is found by nobody: the source is not in the configuration any more.`;
}

function leftOut(item: ItemToExplain): string {
  const { entry, source, document } = item;
  const rule = entry.reason ?? 'by a rule';
  const what =
    document.endsWith(entry.path) || entry.recordId === document ? where(item) : `Everything in the folder ${where(item)}`;
  return `${what} is left out on purpose (${rule}), so nobody finds it. To have it found, change "include" or "exclude" of the source "${source}".`;
}

/** Older than the run that held removals back: that run did not see it any more. */
function heldBack({ store, source, entry }: ItemToExplain): ExplainStep[] {
  const held = store.held.get(source);
  if (held === undefined || entry.generation >= held.generation) return [];
  const text = `The last runs did not see it any more. Its removal is one of ${held.count} that are held back until an administrator confirms them or it is seen again; so long it is found as before.`;
  return [step('info', text)];
}

function unknownAccess({ source }: ItemToExplain, stored: AccessRef | undefined): ExplainStep[] {
  const reason = stored?.state === 'unknown' ? stored.reason : 'its permissions are missing in the store';
  const text =
    reason === HIDDEN_BY_CANARY
      ? `A check found it open to people whom the place itself refuses, so it was hidden from everybody. The next run of the source "${source}" reads its permissions anew.`
      : `Who may read it is not known: ${reason}.`;
  return [step('unknown', text, 'entry'), step('no', 'So nobody finds it, whoever asks.', 'verdict')];
}

function verdict({ asker, entry }: ItemToExplain, isAllowed: boolean): ExplainStep[] {
  if (!isAllowed) return [step('no', `So ${asker.name} may not read it and does not find it.`, 'verdict')];
  const reason = entry.reason ?? 'for an unknown reason';
  switch (entry.state) {
    case 'failed':
      return [
        step(
          'yes',
          `So ${asker.name} may read it, but finds it by its name only, because its text could not be read: ${reason}.`,
          'verdict',
        ),
      ];
    case 'partial':
      return [step('yes', `So ${asker.name} may read it and finds it by what could be read of it: ${reason}.`, 'verdict')];
    default:
      return [step('yes', `So ${asker.name} may read it and finds it.`, 'verdict')];
  }
}

function liveSteps(item: ItemToExplain, live: LiveAccess, isAllowed: boolean): ExplainStep[] {
  const { source, asker } = item;
  const check = (says: ExplainStep['says'], text: string) => [step(says, text, 'check')];
  switch (live.state) {
    case 'not-asked':
      return [];
    case 'failed':
      return check(
        'unknown',
        `The source "${source}" could not be asked just now (${live.reason}); this is how it was in the last run${lastRun(item)}.`,
      );
    case 'gone':
      return check('info', `It is not there any more, says the source "${source}" just now; the next run takes that over.`);
    case 'same':
      return check('yes', `The source "${source}", asked just now, says the same.`);
    case 'changed': {
      const now = live.access.state === 'known' ? explain(item, live.access) : undefined;
      const changed = `Its permissions have changed since the last run${lastRun(item)}`;
      if (now?.isAllowed === isAllowed) return check('info', `${changed}; that makes no difference to ${asker.name}.`);
      const because = now?.steps.findLast(({ kind }) => kind === 'entry')?.text ?? 'The place cannot tell who may read it.';
      return check(
        'no',
        `${changed}: now ${asker.name} ${now?.isAllowed ? 'may read it' : 'may not read it'}. ${because} The next run takes that over.`,
      );
    }
    default:
      return live satisfies never;
  }
}

function lastRun({ store, source, now = Date.now }: ItemToExplain): string {
  const at = store.runs.lastComplete(source);
  return at === undefined ? '' : ` (${agoInWords(now() - at)})`;
}
