import { bytesOf, type Entry } from './payload.ts';

/** Gathers entries until there are enough of them, or the first has waited long enough. */
export interface Collector {
  add(recordId: string, entries: Entry[]): void;
  /** Hands over what is there. */
  seal(): void;
}

export function createCollector(options: {
  bytes: number;
  /** How long the first one waits for others; less when nothing has come for a while. */
  delayMs(): number;
  quietMs(): number;
  /** Receives batches in which each record occurs once, so that their entries may be sorted by kind. */
  full(entries: Entry[]): void;
}): Collector {
  let entries: Entry[] = [];
  let bytes = 0;
  let records = new Set<string>();
  let due: NodeJS.Timeout | undefined;
  let quiet: NodeJS.Timeout | undefined;

  function seal(): void {
    clearTimeout(due);
    clearTimeout(quiet);
    due = undefined;
    const batch = entries;
    entries = [];
    bytes = 0;
    records = new Set();
    if (batch.length > 0) options.full(batch);
  }

  function add(recordId: string, added: Entry[]): void {
    if (records.has(recordId)) seal();
    records.add(recordId);
    entries.push(...added);
    bytes += added.reduce((sum, entry) => sum + bytesOf(entry), 0);
    if (bytes >= options.bytes) {
      seal();
      return;
    }
    due ??= setTimeout(seal, options.delayMs());
    clearTimeout(quiet);
    quiet = setTimeout(seal, options.quietMs());
  }

  return { add, seal };
}
