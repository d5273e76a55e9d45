import { Link } from 'react-router';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { Notice } from '../../components/notice.tsx';
import { paths } from '../../paths.ts';
import styles from './notices.module.css';
import { changed, type SearchState, writeState } from './search-state.ts';
import { words } from './words.ts';

/** What one should know about the answer; where something else was searched for than was typed, the way back is beside it. */
export function Notices({ state, notices }: { state: SearchState; notices: SearchResponse['notices'] }) {
  const href = (exact: boolean) => `${paths.search}?${writeState(changed(state, { exact }))}`;
  if (notices.length === 0 && !state.exact) return null;
  return (
    <ul className={styles.notices}>
      {notices.map((notice) => (
        <li key={`${notice.code} ${notice.message}`}>
          <Notice level={notice.level}>
            {notice.message}{' '}
            {notice.undo === undefined ? null : (
              <Link className={styles.undo} to={href(true)}>
                {notice.code === 'spelling' ? (
                  <>
                    {words().insteadFor} <q>{notice.original}</q>
                  </>
                ) : (
                  words().onlyTyped
                )}
              </Link>
            )}
          </Notice>
        </li>
      ))}
      {state.exact ? (
        <li>
          <Notice level="info">
            {words().exactShown}{' '}
            <Link className={styles.undo} to={href(false)}>
              {words().forgiving}
            </Link>
          </Notice>
        </li>
      ) : null}
    </ul>
  );
}
