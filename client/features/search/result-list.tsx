import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import type { DocumentHit, PersonHit, SearchResponse } from '../../../server/contract/search.ts';
import { AskLink } from '../../components/ask-link.tsx';
import { DocumentCard } from '../../components/document-card.tsx';
import { countOf } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { Answers } from './answers.tsx';
import { Experts } from './experts.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { NoResults } from './no-results.tsx';
import { Notices } from './notices.tsx';
import { Pagination } from './pagination.tsx';
import { PersonCard } from './person-card.tsx';
import styles from './result-list.module.css';
import { changed, PAGE_SIZE, type SearchState, type Tab, writeState } from './search-state.ts';

interface ResultListProps {
  state: SearchState;
  answer: SearchResponse;
}

/** People beside documents; before them where the words are rather a person's. */
export function ResultList({ state, answer }: ResultListProps) {
  const people = shownPeople(state, answer);
  const documents = state.type === 'people' ? [] : answer.documents.items;
  const isEmpty = people.length === 0 && documents.length === 0;
  return (
    <>
      <Notices notices={answer.notices} />
      {state.page === 1 ? <Answers answers={answer.answers} /> : null}
      {isEmpty ? <NoResults state={state} answer={answer} /> : <Found state={state} answer={answer} people={people} />}
      <div className={styles.foot}>
        <FreshnessLine freshness={answer.freshness} />
        {isEmpty ? null : <AskLink q={state.q} isNothing={false} />}
      </div>
    </>
  );
}

function Found({ state, answer, people }: ResultListProps & { people: PersonHit[] }) {
  const isBlend = state.type === 'all';
  const documents = state.type === 'people' ? [] : answer.documents.items;
  const isPeopleFirst = documents.length === 0 || answer.best[0]?.type === 'person';
  const counted = state.type === 'people' ? answer.people : answer.documents;
  const hasSide = isBlend && !isPeopleFirst && (people.length > 0 || answer.experts.length > 0);
  return (
    <div className={styles.found} data-side={hasSide || undefined}>
      {people.length > 0 ? (
        <section className={styles.people} data-layout={layoutOf(state, isPeopleFirst)} aria-label="People">
          <GroupHead
            title="People"
            total={answer.people.total}
            shown={people.length}
            state={state}
            tab="people"
            isShown={isBlend}
          />
          <ul className={styles.cards}>
            {people.map((person) => (
              <li key={person.id}>
                <PersonCard person={person} size={hasSide ? 'small' : 'large'} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {isBlend && state.page === 1 && answer.experts.length > 0 ? (
        <div className={styles.experts} data-wide={hasSide ? undefined : true}>
          <Experts experts={answer.experts} />
        </div>
      ) : null}
      {documents.length > 0 ? (
        <section className={styles.documents} aria-label="Documents">
          <GroupHead
            title="Documents"
            total={answer.documents.total}
            shown={documents.length}
            state={state}
            tab="documents"
            isShown={isBlend && isPeopleFirst}
          />
          <DocumentList documents={documents} q={state.q} />
        </section>
      ) : null}
      <div className={styles.pages}>
        <Pagination state={state} pages={Math.ceil(counted.total / PAGE_SIZE)} />
      </div>
    </div>
  );
}

function DocumentList({ documents, q }: { documents: DocumentHit[]; q: string }) {
  return (
    <ol className={styles.list}>
      {documents.map((document) => (
        <li key={document.id}>
          <DocumentCard hit={document} q={q} />
        </li>
      ))}
    </ol>
  );
}

interface GroupHeadProps {
  title: string;
  total: number;
  shown: number;
  state: SearchState;
  tab: Tab;
  /** Where a group stands alone its title is only heard. */
  isShown: boolean;
}

function GroupHead({ title, total, shown, state, tab, isShown }: GroupHeadProps) {
  if (!isShown) return <h2 className="visually-hidden">{title}</h2>;
  const noun = tab === 'people' ? countOf(total, 'person', 'people') : countOf(total, 'document', 'documents');
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {total > shown ? (
        <Link className={styles.all} to={`${paths.search}?${writeState(changed(state, { type: tab }))}`}>
          All {noun} <ArrowRight size={15} aria-hidden="true" />
        </Link>
      ) : null}
    </div>
  );
}

/** Among everything, the few best people in the order of the blend; later pages are of documents alone. */
function shownPeople(state: SearchState, answer: SearchResponse): PersonHit[] {
  if (state.type === 'documents') return [];
  if (state.type === 'people') return answer.people.items;
  if (state.page > 1 && answer.documents.items.length > 0) return [];
  const room = answer.documents.items.length === 0 ? PAGE_SIZE : 4;
  return answer.people.items.slice(0, room);
}

function layoutOf(state: SearchState, isPeopleFirst: boolean): 'list' | 'grid' | 'side' {
  if (state.type === 'people') return 'list';
  return isPeopleFirst ? 'grid' : 'side';
}
