import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import type { DocumentHit, PersonHit, SearchResponse } from '../../../server/contract/search.ts';
import { AskLink } from '../../components/ask-link.tsx';
import { DocumentCard } from '../../components/document-card.tsx';
import { reportClick } from '../../lib/report-click.ts';
import { paths } from '../../paths.ts';
import { Answers } from './answers.tsx';
import { Experts } from './experts.tsx';
import { FamilyNote } from './family-note.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { NoResults } from './no-results.tsx';
import { Notices } from './notices.tsx';
import { Pagination } from './pagination.tsx';
import { PersonCard } from './person-card.tsx';
import { PreviewButton } from './preview-button.tsx';
import { reportOpened } from './report-opened.ts';
import styles from './result-list.module.css';
import { changed, PAGE_SIZE, type SearchState, type Tab, writeState } from './search-state.ts';
import { TeamCard } from './team-card.tsx';
import type { Preview } from './use-preview.ts';
import { words } from './words.ts';

interface ResultListProps {
  state: SearchState;
  answer: SearchResponse;
  preview: Preview;
}

/** People beside documents; before them where the words are rather a person's. */
export function ResultList({ state, answer, preview }: ResultListProps) {
  const people = shownPeople(state, answer);
  const documents = shownDocuments(state, answer);
  const isEmpty = people.length === 0 && documents.length === 0 && shownTeams(state, answer).length === 0;
  return (
    <>
      <Notices state={state} notices={answer.notices} />
      {state.page === 1 ? <Answers answers={answer.answers} /> : null}
      {isEmpty ? (
        <NoResults state={state} answer={answer} />
      ) : (
        <Found state={state} answer={answer} people={people} preview={preview} />
      )}
      <div className={styles.foot}>
        <FreshnessLine freshness={answer.freshness} />
        {isEmpty ? null : <AskLink q={state.q} isNothing={false} />}
      </div>
    </>
  );
}

function Found({ state, answer, people, preview }: ResultListProps & { people: PersonHit[] }) {
  const isBlend = state.type === 'all';
  const documents = shownDocuments(state, answer);
  const teams = shownTeams(state, answer);
  const isPeopleFirst = documents.length === 0 || answer.best[0]?.type === 'person';
  const counted = state.type === 'people' ? answer.people : answer.documents;
  // Copies and versions are counted, and stand below another.
  const folded = state.type === 'people' ? 0 : answer.documents.folded;
  const pages = state.type === 'teams' ? 1 : Math.ceil((counted.total - folded) / PAGE_SIZE);
  const hasSide = isBlend && !isPeopleFirst && (people.length > 0 || teams.length > 0 || answer.experts.length > 0);
  return (
    <div className={styles.found} data-side={hasSide || undefined}>
      {people.length > 0 ? (
        <section className={styles.people} data-layout={layoutOf(state, isPeopleFirst)} aria-label={words().tabs.people}>
          <GroupHead
            title={words().tabs.people}
            total={answer.people.total}
            shown={people.length}
            state={state}
            tab="people"
            isShown={isBlend}
          />
          <ul className={styles.cards}>
            {people.map((person, place) => (
              <li key={person.id}>
                <PersonCard
                  person={person}
                  size={hasSide ? 'small' : 'large'}
                  onOpen={() => reportClick(answer.clicks, { type: 'person', position: place + 1, source: person.source })}
                />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {teams.length > 0 ? (
        <section className={styles.people} data-layout={layoutOf(state, isPeopleFirst)} aria-label={words().tabs.teams}>
          <GroupHead
            title={words().tabs.teams}
            total={answer.teams.total}
            shown={teams.length}
            state={state}
            tab="teams"
            isShown={isBlend}
          />
          <ul className={styles.cards}>
            {teams.map((team) => (
              <li key={team.name}>
                <TeamCard team={team} />
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
        <section className={styles.documents} aria-label={words().tabs.documents}>
          <GroupHead
            title={words().tabs.documents}
            total={answer.documents.total}
            shown={documents.length}
            state={state}
            tab="documents"
            isShown={isBlend && isPeopleFirst}
          />
          <DocumentList documents={documents} state={state} answer={answer} preview={preview} />
        </section>
      ) : null}
      <div className={styles.pages}>
        <Pagination state={state} pages={pages} />
      </div>
    </div>
  );
}

function DocumentList({ documents, state, answer, preview }: ResultListProps & { documents: DocumentHit[] }) {
  // Where that is so of all of them, the notice above says it.
  const isAllStale = documents.every(({ stale }) => stale);
  return (
    <ol className={styles.list}>
      {documents.map((document) => (
        <li key={document.id} data-preview={preview.hit?.id === document.id || undefined}>
          <DocumentCard
            hit={isAllStale ? { ...document, stale: false } : document}
            q={state.q}
            onOpen={() => reportOpened(state, answer, document)}
            onKeyDown={preview.onKeyDown(document.id)}
            tool={<PreviewButton document={document} preview={preview} />}
          >
            <FamilyNote hit={document} q={state.q} />
          </DocumentCard>
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
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {total > shown ? (
        <Link className={styles.all} to={`${paths.search}?${writeState(changed(state, { type: tab }))}`}>
          {words().all(tab === 'all' ? String(total) : words()[tab](total))} <ArrowRight size={15} aria-hidden="true" />
        </Link>
      ) : null}
    </div>
  );
}

function shownDocuments(state: SearchState, answer: SearchResponse): DocumentHit[] {
  return state.type === 'people' || state.type === 'teams' ? [] : answer.documents.items;
}

/** Among everything, the two likeliest. */
function shownTeams(state: SearchState, answer: SearchResponse): SearchResponse['teams']['items'] {
  if (state.type === 'teams') return answer.teams.items;
  return state.type === 'all' && state.page === 1 ? answer.teams.items.slice(0, 2) : [];
}

/** Among everything, the few best people in the order of the blend; later pages are of documents alone. */
function shownPeople(state: SearchState, answer: SearchResponse): PersonHit[] {
  if (state.type === 'documents' || state.type === 'teams') return [];
  if (state.type === 'people') return answer.people.items;
  if (state.page > 1 && answer.documents.items.length > 0) return [];
  const room = answer.documents.items.length === 0 ? PAGE_SIZE : 4;
  return answer.people.items.slice(0, room);
}

function layoutOf(state: SearchState, isPeopleFirst: boolean): 'list' | 'grid' | 'side' {
  if (state.type === 'people' || state.type === 'teams') return 'list';
  return isPeopleFirst ? 'grid' : 'side';
}
