import type { FileContent } from '#indexers/types/content.ts';
import type { Source, SourceChange, SourceItem } from '#indexers/types.ts';
import type { DocumentsPreview } from '../contract/sources.ts';
import { AppError } from '../errors.ts';

/** Milliseconds: somebody waits for it. */
const TIME_LIMIT = 5_000;
const MOST_ITEMS = 20_000;
const EXAMPLES = 5;

interface Tally {
  count: number;
  examples: string[];
}

/**
 * Goes through a tree by the rules of a draft, up to a limit of time or items, and counts what would become of it. No file is
 * opened. AppError `source-unavailable` says why it cannot be walked.
 */
export async function previewDocuments(
  source: Source,
  { signal, timeLimitMs = TIME_LIMIT }: { signal: AbortSignal; timeLimitMs?: number },
): Promise<DocumentsPreview> {
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(new Error('seen enough')), timeLimitMs);
  const counts = createCounts();
  try {
    for await (const change of source.read({ signal: AbortSignal.any([signal, enough.signal]) })) {
      counts.add(change);
      if (change.type === 'complete') return counts.preview({ isWhole: true });
      if (counts.items() >= MOST_ITEMS) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!enough.signal.aborted)
      throw new AppError('source-unavailable', error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
  return counts.preview({ isWhole: false });
}

function createCounts() {
  const included = { ...newTally(), bytes: 0 };
  const nameOnly = newTally();
  const excluded = new Map<string, Tally & { folders: number }>();
  const labels = new Map<string | null, number>();
  const unreadable: DocumentsPreview['unreadable'] = { count: 0, examples: [] };
  const accessUnknown: DocumentsPreview['accessUnknown'] = { count: 0, examples: [] };
  let items = 0;

  function addFile({ path, access }: SourceItem, { size, maxBytes, label }: FileContent): void {
    note(included, path);
    included.bytes += size;
    labels.set(label ?? null, (labels.get(label ?? null) ?? 0) + 1);
    if (maxBytes !== undefined && size > maxBytes) note(nameOnly, path);
    if (access.state === 'unknown') noteReason(accessUnknown, { path, reason: access.reason });
  }

  return {
    items: () => items,
    add(change: SourceChange): void {
      if (change.type === 'upsert' && change.item.content.kind === 'file') addFile(change.item, change.item.content);
      else if (change.type === 'excluded') {
        const rule = excluded.get(change.rule) ?? { ...newTally(), folders: 0 };
        note(rule, change.path);
        if (change.subtree) rule.folders++;
        excluded.set(change.rule, rule);
      } else if (change.type === 'unreadable') noteReason(unreadable, { path: change.path, reason: change.error });
      else return;
      items++;
    },
    preview: ({ isWhole }: { isWhole: boolean }): DocumentsPreview => ({
      holds: 'documents',
      isWhole,
      included,
      excluded: mostFirst([...excluded].map(([rule, tally]) => ({ rule, ...tally }))),
      nameOnly,
      labels: mostFirst([...labels].map(([label, count]) => ({ label, count }))),
      unreadable,
      accessUnknown,
    }),
  };
}

function newTally(): Tally {
  return { count: 0, examples: [] };
}

function note(tally: Tally, example: string): void {
  tally.count++;
  if (tally.examples.length < EXAMPLES) tally.examples.push(example);
}

function noteReason(tally: DocumentsPreview['unreadable'], example: { path: string; reason: string }): void {
  tally.count++;
  if (tally.examples.length < EXAMPLES) tally.examples.push(example);
}

function mostFirst<One extends { count: number }>(all: One[]): One[] {
  return all.toSorted((a, b) => b.count - a.count);
}
