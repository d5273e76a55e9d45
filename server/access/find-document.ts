import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { StateStore } from '../store/state-store.ts';

export interface FoundDocument {
  source: string;
  entry: LedgerEntry;
}

/**
 * What an administrator means by a text: the id of a document, its path, or `source:path` where several sources have that path.
 * Nothing of the ledger is kept for what lies in a folder that a rule leaves out: then it is the folder that is found.
 */
export function findDocuments(
  ledger: Pick<StateStore['ledger'], 'byRecordId' | 'byPath'>,
  text: string,
  sources: readonly string[],
): FoundDocument[] {
  const byId = ledger.byRecordId(text);
  if (byId && isDocument(byId)) return [byId];
  const exact = ledger.byPath(text).filter(isDocument);
  if (exact.length > 0) return configuredFirst(exact, sources);
  const [, source, path] = /^([a-z0-9-]+):(.+)$/s.exec(text) ?? [];
  if (source !== undefined && path !== undefined) {
    const inSource = ledger.byPath(path).filter((found) => found.source === source && isDocument(found));
    return inSource.length > 0 ? inSource : leftOutFolder(ledger, path).filter((found) => found.source === source);
  }
  return configuredFirst(leftOutFolder(ledger, text), sources);
}

function isDocument({ entry }: FoundDocument): boolean {
  return entry.kind === 'file' || entry.kind === 'folder';
}

/** What a source left behind that is not configured any more is only worth telling where nothing else is. */
function configuredFirst(found: FoundDocument[], sources: readonly string[]): FoundDocument[] {
  const configured = found.filter(({ source }) => sources.includes(source));
  return configured.length > 0 ? configured : found;
}

function leftOutFolder(ledger: Pick<StateStore['ledger'], 'byPath'>, path: string): FoundDocument[] {
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const folders = ledger.byPath(parts.slice(0, depth).join('/')).filter(({ entry }) => entry.state === 'excluded');
    if (folders.length > 0) return folders;
  }
  return [];
}
