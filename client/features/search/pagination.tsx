import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { paths } from '../../paths.ts';
import { pageNumbers } from './page-numbers.ts';
import styles from './pagination.module.css';
import { LAST_PAGE, type SearchState, writeState } from './search-state.ts';
import { words } from './words.ts';

export function Pagination({ state, pages }: { state: SearchState; pages: number }) {
  const last = Math.min(pages, LAST_PAGE);
  if (last <= 1) return null;
  const href = (page: number) => `${paths.search}?${writeState({ ...state, page })}`;
  return (
    <nav className={styles.pages} aria-label={words().pages}>
      {state.page > 1 ? (
        <Link className={styles.page} to={href(state.page - 1)} rel="prev">
          <ArrowLeft size={16} aria-hidden="true" /> {words().previous}
        </Link>
      ) : null}
      {pageNumbers(state.page, last).map((page) =>
        page.kind === 'gap' ? (
          <span key={page.key} className={styles.gap}>
            …
          </span>
        ) : (
          <Link
            key={page.key}
            className={styles.page}
            to={href(page.number)}
            aria-current={page.number === state.page ? 'page' : undefined}
            aria-label={words().page(page.number)}
          >
            {page.number}
          </Link>
        ),
      )}
      {state.page < last ? (
        <Link className={styles.page} to={href(state.page + 1)} rel="next">
          {words().next} <ArrowRight size={16} aria-hidden="true" />
        </Link>
      ) : null}
    </nav>
  );
}
