import { useState } from 'react';
import { Link } from 'react-router';
import type { FacetName, SearchResponse } from '../../../server/contract/search.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { ArchFrame, Wordmark } from '../../components/wordmark.tsx';
import { countOf } from '../../lib/numbers.ts';
import { recentSearches } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import { searchHref } from './box-options.ts';
import { facetValue } from './facet-words.ts';
import { FreshnessLine } from './freshness-line.tsx';
import styles from './home-page.module.css';
import { SearchBox } from './search-box.tsx';
import type { Tab } from './search-state.ts';
import { useOverview } from './use-search.ts';

export function HomePage() {
  const overview = useOverview();
  const [recent] = useState(recentSearches);
  return (
    <Page title="" className={styles.home}>
      <div className={styles.stage}>
        <ArchFrame />
        <h1 className={styles.name}>
          <Wordmark size="large" />
        </h1>
        <p className={styles.scope}>{overview.data ? scope(overview.data) : ' '}</p>
        <div className={styles.box}>
          <SearchBox size="large" autoFocus />
        </div>
        {overview.isError ? <ProblemMessage error={overview.error} retry={() => overview.refetch()} level={2} /> : null}
        {overview.data ? (
          <div className={styles.hints}>
            {recent.length > 0 ? <Recent searches={recent} /> : null}
            <Starts overview={overview.data} />
            <FreshnessLine freshness={overview.data.freshness} />
          </div>
        ) : null}
      </div>
    </Page>
  );
}

function scope({ people, documents }: SearchResponse): string {
  const colleagues = `${countOf(people.total, 'colleague', 'colleagues')}${people.totalIsCapped ? ' and more' : ''}`;
  const files = `${countOf(documents.total, 'document', 'documents')}${documents.totalIsCapped ? ' and more' : ''}`;
  return `${colleagues} and ${files} that you may read`;
}

function Recent({ searches }: { searches: string[] }) {
  return (
    <nav className={styles.row} aria-label="Searched before">
      <span className={styles.rowTitle}>Again</span>
      {searches.slice(0, 4).map((query) => (
        <Link key={query} className={styles.chip} to={searchHref(query)}>
          {query}
        </Link>
      ))}
    </nav>
  );
}

/** Ways in, made of what the index holds: its largest departments, kinds of documents and file types. */
function Starts({ overview: { facets } }: { overview: SearchResponse }) {
  const departments = (facets.department ?? []).slice(0, 4).map(({ value }) => ({ name: 'department', value }) as const);
  const labels = (facets.label ?? []).slice(0, 4).map(({ value }) => ({ name: 'label', value }) as const);
  const types = (facets.mediaType ?? [])
    .slice(0, labels.length > 0 ? 2 : 4)
    .map(({ value }) => ({ name: 'mediaType', value }) as const);
  return (
    <nav className={styles.starts} aria-label="Browse">
      <StartRow title="People in" type="people" values={departments} />
      <StartRow title="Documents" type="documents" values={[...labels, ...types]} />
    </nav>
  );
}

interface StartRowProps {
  title: string;
  type: Tab;
  values: { name: FacetName; value: string }[];
}

function StartRow({ title, type, values }: StartRowProps) {
  if (values.length === 0) return null;
  return (
    <div className={styles.row}>
      <span className={styles.rowTitle}>{title}</span>
      {values.map(({ name, value }) => (
        <Link key={name + value} className={styles.chip} to={`${paths.search}?${new URLSearchParams({ type, [name]: value })}`}>
          {facetValue(name, value)}
        </Link>
      ))}
    </div>
  );
}
