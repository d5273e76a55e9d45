import { Link } from 'react-router';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { AskLink } from '../../components/ask-link.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { paths } from '../../paths.ts';
import { Experts } from './experts.tsx';
import styles from './no-results.module.css';
import { changed, countFilters, type SearchState, withoutFilters, writeState } from './search-state.ts';

/** Nothing found is a question of its own: what was searched, and what to loosen. */
export function NoResults({ state, answer }: { state: SearchState; answer: SearchResponse }) {
  const filters = countFilters(state);
  const href = (next: SearchState) => `${paths.search}?${writeState(next)}`;
  const words = state.q.trim().split(/\s+/).filter(Boolean);
  return (
    <>
      <Message
        title={state.q ? `Nothing found for “${state.q}”` : 'Nothing here'}
        level={2}
        actions={
          <>
            {filters > 0 ? (
              <ButtonLink look="primary" to={href(withoutFilters(state))}>
                Search without filters
              </ButtonLink>
            ) : null}
            {state.type === 'all' ? null : <ButtonLink to={href(changed(state, { type: 'all' }))}>Search everything</ButtonLink>}
            <AskLink q={state.q} isNothing />
          </>
        }
      >
        {whatWasSearched(state, filters, answer)}
      </Message>
      {words.length > 1 && words.length <= 6 ? (
        <p className={styles.words}>
          Try fewer words:{' '}
          {words.map((word) => (
            <Link key={word} to={href(changed(state, { q: words.filter((other) => other !== word).join(' ') }))}>
              without <s>{word}</s>
            </Link>
          ))}
        </p>
      ) : null}
      {answer.experts.length > 0 ? <Experts experts={answer.experts} /> : null}
    </>
  );
}

function whatWasSearched(state: SearchState, filters: number, answer: SearchResponse): string {
  const kinds = { all: 'colleagues and documents', people: 'colleagues', documents: 'documents' }[state.type];
  const sources = answer.freshness.map((source) => source.source).join(', ');
  const place = sources ? ` in ${sources}` : '';
  const narrowed = filters > 0 ? `, narrowed by ${filters === 1 ? 'a filter' : `${filters} filters`}` : '';
  return `Searched all ${kinds} that you may see${place}${narrowed}. Check the spelling, or use a more general word.`;
}
