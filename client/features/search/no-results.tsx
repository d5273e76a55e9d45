import { Link } from 'react-router';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { AskLink } from '../../components/ask-link.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { Experts } from './experts.tsx';
import styles from './no-results.module.css';
import { changed, countFilters, type SearchState, withoutFilters, writeState } from './search-state.ts';
import { words } from './words.ts';

type Help = NonNullable<SearchResponse['help']>;

const NO_HELP: Help = { withoutWord: [], spelling: [], experts: [] };

/** Nothing found is a question of its own: what was searched, what to loosen by one press, and whom to ask. */
export function NoResults({ state, answer }: { state: SearchState; answer: SearchResponse }) {
  const help = answer.help ?? NO_HELP;
  const href = (next: SearchState) => `${paths.search}?${writeState(next)}`;
  const elsewhere = state.type !== 'all' && (answer.counts.all > 0 || answer.help === undefined);
  const experts = help.experts.length > 0 ? help.experts : answer.experts;
  return (
    <>
      <Message
        title={state.q ? words().nothingFor(state.q) : words().nothing}
        level={2}
        actions={
          <>
            {help.withoutFilters ? (
              <ButtonLink look="primary" to={href(withoutFilters(changed(state, { q: answer.understood.text || state.q })))}>
                {words().withoutFilters(help.withoutFilters)}
              </ButtonLink>
            ) : null}
            {elsewhere ? <ButtonLink to={href(changed(state, { type: 'all' }))}>{words().searchEverything}</ButtonLink> : null}
            <AskLink q={state.q} isNothing />
          </>
        }
      >
        {whatWasSearched(state, answer)}
      </Message>
      <Loosened state={state} help={help} />
      {experts.length > 0 ? <Experts experts={experts} /> : null}
    </>
  );
}

/** Other ways to ask that do find something: only those are offered. */
function Loosened({ state, help: { spelling, withoutWord } }: { state: SearchState; help: Help }) {
  if (spelling.length === 0 && withoutWord.length === 0) return null;
  const href = (q: string) => `${paths.search}?${writeState(changed(state, { q }))}`;
  return (
    <div className={styles.words}>
      {spelling.length > 0 ? (
        <p>
          {words().didYouMean}{' '}
          {spelling.map(({ corrected, q }) => (
            <Link key={q} to={href(q)}>
              {corrected}
            </Link>
          ))}
        </p>
      ) : null}
      {withoutWord.length > 0 ? (
        <p>
          {words().fewerWords}{' '}
          {withoutWord.map(({ word, q, total }) => (
            <Link key={word} to={href(q)}>
              {words().without} <s>{word}</s> ({formatCount(total)})
            </Link>
          ))}
        </p>
      ) : null}
    </div>
  );
}

function whatWasSearched(state: SearchState, answer: SearchResponse): string {
  const filters = countFilters(state);
  const sources = answer.freshness.map((source) => source.source).join(', ');
  const t = words();
  return `${t.searchedAll[state.type]}${sources ? t.searchedIn(sources) : ''}${filters > 0 ? t.narrowed(filters) : ''}. ${t.hint}`;
}
