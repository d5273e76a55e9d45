import type { ConfiguredSource } from '../configured-source.ts';
import type { Whereabouts, WhereResponse } from '../contract/admin.ts';
import type { LedgerFind, StateStore } from '../store/state-store.ts';
import { pathMeant } from './path-meant.ts';
import { foundInWords, lastRunInWords, type ToTell } from './whereabouts-words.ts';

/** So many answers at once; whoever gets more asks for more of the path. */
const MOST = 10;

interface Options {
  store: Pick<StateStore, 'ledger' | 'held' | 'runs'>;
  sources: ReadonlyMap<string, ConfiguredSource>;
  now?: () => number;
}

/** "Where is my file?", answered in words for an administrator. */
export function findWhereabouts(options: Options, text: string): WhereResponse {
  const places = [...options.sources.values()].flatMap(({ source, holds, location }) =>
    holds === 'documents' ? [{ id: source.id, location }] : [],
  );
  const meant = pathMeant(text, places);
  switch (meant.kind) {
    case 'in-source':
      return one(inSource(options, meant) ?? notSeen(options, meant));
    case 'elsewhere':
      return one(notCovered(meant.path, places));
    case 'part': {
      const exact = places.flatMap(({ id }) => inSource(options, { source: id, path: meant.path }) ?? []);
      if (exact.length > 0) return { items: exact, hasMore: false };
      const found = search(options, meant.path);
      if (found.length > 0)
        return { items: found.slice(0, MOST).map((find) => present(options, find)), hasMore: found.length > MOST };
      const missing = places.map(({ id }) => notSeen(options, { source: id, path: meant.path }));
      // Where a folder of it is known, that is more than to say that nothing is.
      const nearer = missing.filter(({ state, sentences }) => state !== 'not-seen' || sentences.length > 2);
      const items = nearer.length > 0 ? nearer : missing;
      if (items.length === 0) return one(notCovered(meant.path, places));
      return { items: items.slice(0, MOST), hasMore: items.length > MOST };
    }
    default:
      return meant satisfies never;
  }
}

/**
 * A path from a mapped drive begins with folders that the source does not know: the longest end of it that any path holds. What
 * holds an end holds all shorter ones, so few are tried: each costs a look at all paths.
 */
function search({ store, sources }: Options, part: string): LedgerFind[] {
  const segments = part.split('/').filter((segment) => segment !== '');
  const findFrom = (from: number) =>
    store.ledger.findByPath(segments.slice(from).join('/'), MOST + 1).filter(({ source }) => sources.has(source));
  let found = segments.length === 0 ? [] : findFrom(0);
  if (found.length > 0) return found;
  for (let [low, high] = [1, segments.length]; low < high; ) {
    const middle = (low + high) >>> 1;
    const here = findFrom(middle);
    if (here.length === 0) low = middle + 1;
    else [found, high] = [here, middle];
  }
  return found;
}

interface Place {
  source: string;
  path: string;
}

function one(item: Whereabouts): WhereResponse {
  return { items: [item], hasMore: false };
}

function inSource(options: Options, { source, path }: Place): Whereabouts | undefined {
  const { row, below } = options.store.ledger.atPath(source, path);
  if (row !== undefined) return present(options, row);
  if (below === 0) return undefined;
  const sentences = [`It is a folder of the source "${source}"; ${below} items in it are known.`];
  return { state: 'indexed', source, path, sentences };
}

function present({ store, now = Date.now }: Options, find: LedgerFind): Whereabouts {
  const told: ToTell = { ...find, hold: store.held.get(find.source), now: now() };
  return { source: find.source, path: find.entry.path, ...foundInWords(told) };
}

/** Says what is known of the nearest folder above it, which often is the answer. */
function notSeen(options: Options, { source, path }: Place): Whereabouts {
  const { store, now = Date.now } = options;
  const lastRun = lastRunInWords({ lastComplete: store.runs.lastComplete(source), now: now() });
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const folder = parts.slice(0, depth).join('/');
    const { row, below } = store.ledger.atPath(source, folder);
    if (row?.entry.kind === 'folder') {
      const { state, sentences } = present(options, row);
      return { state, source, path, sentences: [`It lies in the folder "${folder}" of the source "${source}".`, ...sentences] };
    }
    if (below > 0) {
      const known = `The nearest folder that is known is "${folder}", with ${below} items in it.`;
      const advice = 'If the file is there, the next run finds it; if not, look at how the path is spelled.';
      return {
        state: 'not-seen',
        source,
        path,
        sentences: [`No run of the source "${source}" has seen it.`, known, lastRun, advice],
      };
    }
  }
  return {
    state: 'not-seen',
    source,
    path,
    sentences: [`No run of the source "${source}" has seen it, nor a folder of it.`, lastRun],
  };
}

function notCovered(path: string, places: readonly { id: string; location: string }[]): Whereabouts {
  const read = places.map(({ id, location }) => `"${location}" (${id})`).join(', ');
  const sentences = ['No source reads that place.', read === '' ? 'No drive or share is configured.' : `What is read: ${read}.`];
  return { state: 'not-covered', source: null, path, sentences };
}
