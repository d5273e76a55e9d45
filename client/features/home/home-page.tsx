import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { HomeResponse } from '../../../server/contract/home.ts';
import type { InboxCount } from '../../../server/contract/questions.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { ArchFrame, Wordmark } from '../../components/wordmark.tsx';
import { useInboxCount } from '../../hooks/use-inbox-count.ts';
import { recentSearches } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import styles from './home-page.module.css';
import { HomeSections } from './home-sections.tsx';
import { useHome } from './use-home.ts';
import { words } from './words.ts';

const SEARCHES_SHOWN = 4;

/**
 * The box is what one comes for. Everything else stands below it and comes at once, so that nothing that loads ever moves the box
 * or what one reads.
 */
export function HomePage({ box }: { box: ReactNode }) {
  const home = useHome();
  const count = useInboxCount();
  const [recent] = useState(recentSearches);
  return (
    <Page title="" className={styles.home}>
      <div className={styles.stage}>
        <div className={styles.arches}>
          <ArchFrame />
        </div>
        <h1 className={styles.name}>
          <Wordmark size="large" />
        </h1>
        {/* The line is kept free for it. */}
        <p className={styles.scope}>{home.data ? scopeOf(home.data.scope) : ' '}</p>
        <div className={styles.box}>{box}</div>
        <div className={styles.row}>
          {count.data ? <Waiting count={count.data} /> : null}
          {recent.length > 0 ? <Recent searches={recent.slice(0, SEARCHES_SHOWN)} /> : null}
        </div>
        {home.isError ? <ProblemMessage error={home.error} retry={() => home.refetch()} level={2} /> : null}
      </div>
      {home.data ? <HomeSections home={home.data} /> : null}
    </Page>
  );
}

function scopeOf({ people, documents }: HomeResponse['scope']): string {
  const t = words();
  const said = (text: string, isCapped: boolean) => (isCapped ? t.andMore(text) : text);
  return t.scope(said(t.people(people.total), people.totalIsCapped), said(t.documents(documents.total), documents.totalIsCapped));
}

function Waiting({ count }: { count: InboxCount }) {
  const t = words();
  const parts = [
    ...(count.waiting > 0 ? [t.waiting(count.waiting)] : []),
    ...(count.toVerify > 0 ? [t.toVerify(count.toVerify)] : []),
    ...(count.unread > 0 ? [t.unread(count.unread)] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <Link className={styles.waiting} to={paths.questions}>
      {parts.join(' · ')}
    </Link>
  );
}

function Recent({ searches }: { searches: string[] }) {
  const t = words();
  return (
    <nav className={styles.chips} aria-label={t.searchedBefore}>
      <span className={styles.chipsTitle}>{t.again}</span>
      {searches.map((query) => (
        <Link key={query} className={styles.chip} to={`${paths.search}?${new URLSearchParams({ q: query })}`}>
          {query}
        </Link>
      ))}
    </nav>
  );
}
