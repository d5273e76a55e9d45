import { bytesOf, type Entry } from './payload.ts';

/** Gathers entries until there are enough of them, or the first has waited long enough. */
export interface Collector {
  add(recordId: string, entries: Entry[]): void;
  /** Hands over what is there. */
  seal(): void;
}

export function createCollector(options: {
  bytes: number;
  delayMs: number;
  /** Receives batches in which each record occurs once, so that their entries may be sorted by kind. */
  full(entries: Entry[]): void;
}): Collector {
  let entries: Entry[] = [];
  let bytes = 0;
  let records = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function seal(): void {
    clearTimeout(timer);
    timer = undefined;
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
    if (bytes >= options.bytes) seal();
    else timer ??= setTimeout(seal, options.delayMs);
  }

  return { add, seal };
}
