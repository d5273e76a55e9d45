import { Link } from 'react-router';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { changed, type SearchState, TABS, type Tab, writeState } from './search-state.ts';
import styles from './tabs.module.css';
import type { Counts } from './use-search.ts';

const NAMES: Record<Tab, string> = { all: 'All', people: 'People', documents: 'Documents' };

/** The kinds of answers, each with how many there are. Links, because each is a page of its own. */
export function Tabs({ state, counts }: { state: SearchState; counts: Counts | undefined }) {
  return (
    <nav className={styles.tabs} aria-label="Kinds of results">
      {TABS.map((tab) => (
        <Link
          key={tab}
          className={styles.tab}
          to={`${paths.search}?${writeState(changed(state, { type: tab }))}`}
          aria-current={state.type === tab ? 'page' : undefined}
        >
          {NAMES[tab]}
          <Count tab={tab} counts={counts} />
        </Link>
      ))}
    </nav>
  );
}

function Count({ tab, counts }: { tab: Tab; counts: Counts | undefined }) {
  if (!counts || tab === 'all') return null;
  const { total, totalIsCapped } = counts[tab];
  return (
    <span className={styles.count}>
      {formatCount(total)}
      {totalIsCapped ? '+' : ''}
    </span>
  );
}
