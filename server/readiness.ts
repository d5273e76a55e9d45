import type { Readiness } from './contract/health.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Semantics, SemanticsState } from './semantics/semantics.ts';
import type { StateStore } from './store/state-store.ts';

/**
 * Ready: searches are answered. A source that was never read completely makes it `degraded`, which is still served — a first
 * run over a large share takes hours — unless `waitForSources` (the demo) wants everything in place first.
 */
export function createReadiness(options: {
  index: SearchIndex;
  semantics: Pick<Semantics, 'state'>;
  store: StateStore;
  sourceIds: () => readonly string[];
  waitForSources: boolean;
}): (signal: AbortSignal) => Promise<Readiness> {
  return async (signal) => {
    const health = await options.index.health(signal);
    const ids = options.sourceIds();
    // How many, not which: this answers anybody, and the name of a source may tell too much.
    const complete = ids.filter((id) => options.store.runs.lastComplete(id) !== undefined).length;
    const allSources = complete === ids.length;
    const starting = !health.ok || (options.waitForSources && !allSources);
    return {
      status: starting ? 'starting' : allSources ? 'ready' : 'degraded',
      checks: [
        { name: 'search index', ok: health.ok, message: health.message },
        { name: 'sources', ok: allSources, message: `${complete} of ${ids.length} were read completely at least once` },
        meaningCheck(options.semantics.state()),
      ],
    };
  };
}

/** Searches are answered without it as well. No numbers, for the same reason as above. */
function meaningCheck({ state, due }: SemanticsState): Readiness['checks'][number] {
  const name = 'search by meaning';
  if (state === 'off') return { name, ok: true, message: 'off: words alone decide' };
  if (state === 'failed') return { name, ok: false, message: 'the last attempt to compute vectors failed; it is repeated' };
  if (due > 0) return { name, ok: false, message: 'some documents wait for their vectors; words find them already' };
  return { name, ok: true, message: 'every document has its vectors' };
}
