import { Link } from 'react-router';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { changed, type SearchState, TABS, type Tab, writeState } from './search-state.ts';
import styles from './tabs.module.css';
import { words } from './words.ts';

/** The kinds of answers, each with how many there are. Links, because each is a page of its own. */
export function Tabs({ state, answer }: { state: SearchState; answer: SearchResponse | undefined }) {
  return (
    <nav className={styles.tabs} aria-label={words().kinds}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          className={styles.tab}
          to={`${paths.search}?${writeState(changed(state, { type: tab }))}`}
          aria-current={state.type === tab ? 'page' : undefined}
          data-empty={answer?.counts[tab] === 0 || undefined}
        >
          {words().tabs[tab]}
          <Count tab={tab} answer={answer} />
        </Link>
      ))}
    </nav>
  );
}

function Count({ tab, answer }: { tab: Tab; answer: SearchResponse | undefined }) {
  const total = answer?.counts[tab];
  if (!answer || tab === 'all' || total === null || total === undefined) return null;
  const isCapped = tab !== 'teams' && answer[tab].totalIsCapped;
  return (
    <span className={styles.count}>
      {formatCount(total)}
      {isCapped ? '+' : ''}
    </span>
  );
}
