import { type ComponentType, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { ActiveFilters } from './active-filters.tsx';
import { FacetDrawer } from './facet-drawer.tsx';
import { Facets } from './facets.tsx';
import { FolderTrail } from './folder-trail.tsx';
import type { PreviewProps } from './preview.ts';
import { reportOpened } from './report-opened.ts';
import { ResultList } from './result-list.tsx';
import styles from './results-page.module.css';
import { readState, type SearchState, writeState } from './search-state.ts';
import { SortChoice } from './sort-choice.tsx';
import { Tabs } from './tabs.tsx';
import { usePreview } from './use-preview.ts';
import { useSearch } from './use-search.ts';
import { words } from './words.ts';

/** The address is the only state: every control is a link or changes the address. */
export function ResultsPage({ preview: Preview }: { preview: ComponentType<PreviewProps> }) {
  const [parameters, setParameters] = useSearchParams();
  const state = readState(parameters);
  const answer = useSearch(state);
  const isLate = useLater(answer.isPending);
  const isStale = useLater(answer.isPlaceholderData);
  const change = (next: SearchState) => setParameters(writeState(next));
  // A failed search never leaves the answers of another one on screen.
  const data = answer.isError ? undefined : answer.data;
  const preview = usePreview(data);

  return (
    <Page title={state.q || words().everything} className={styles.page}>
      <h1 className="visually-hidden">{state.q ? words().resultsFor(state.q) : words().everything}</h1>
      <div className={styles.bar}>
        <Tabs state={state} answer={data} />
        <div className={styles.tools}>
          <FacetDrawer state={state} answer={data} onChange={change} />
          {state.type === 'people' || state.type === 'teams' ? null : <SortChoice state={state} onChange={change} />}
        </div>
      </div>
      <div className={styles.columns} data-preview={preview.hit !== undefined || undefined}>
        <aside className={styles.rail} aria-label={words().filters}>
          {data ? <Facets state={state} answer={data} onChange={change} /> : null}
        </aside>
        <div className={styles.main} aria-busy={answer.isFetching} data-stale={isStale || undefined}>
          <ActiveFilters state={state} onChange={change} />
          {data ? <FolderTrail state={state} folders={data.folders} /> : null}
          {isLate ? <Skeleton /> : null}
          {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
          {data ? <ResultList state={state} answer={data} preview={preview} /> : null}
        </div>
        {preview.hit === undefined ? null : (
          <div className={styles.preview}>
            <Suspense fallback={null}>
              <Preview
                key={preview.hit.id}
                id={preview.panelId}
                hit={preview.hit}
                q={state.q}
                list={String(parameters)}
                onOpen={() => preview.hit && reportOpened(state, data, preview.hit)}
                onBack={preview.back}
                onClose={preview.close}
              />
            </Suspense>
          </div>
        )}
      </div>
      <span className="visually-hidden" role="status">
        {preview.hit === undefined ? '' : words().previewOf(preview.hit.title)}
      </span>
      <span className="visually-hidden" role="status">
        {data && !answer.isPlaceholderData
          ? `${words().people(data.counts.people ?? data.people.total)}, ${words().documents(data.counts.documents ?? data.documents.total)}`
          : ''}
      </span>
    </Page>
  );
}
