import { useSearchParams } from 'react-router';
import type { PeopleList } from '../../../server/contract/people.ts';
import { Button } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { relativeDate } from '../../lib/dates.ts';
import { PeopleNav } from './people-nav.tsx';
import styles from './people-page.module.css';
import { words } from './people-words.ts';
import { useOverview, usePeople } from './use-people.ts';

const FILTERS = ['list', 'letter', 'department', 'location'] as const;

/** People without a question: everyone by letter and place, the teams, who is new, who left. */
export function PeoplePage() {
  const [parameters] = useSearchParams();
  const wanted = Object.fromEntries(FILTERS.flatMap((name) => [[name, parameters.get(name) ?? '']]).filter(([, value]) => value));
  const overview = useOverview();
  const answer = usePeople(wanted);
  const isLate = useLater(answer.isPending);
  const pages = answer.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const total = pages[0]?.total;
  return (
    <Page title={words().title} className={styles.page}>
      <h1 className={styles.title}>{words().title}</h1>
      <div className={styles.columns}>
        {overview.data ? <PeopleNav overview={overview.data} wanted={wanted} /> : <div />}
        <section className={styles.people} aria-label={headingOf(wanted)}>
          <div className={styles.head}>
            <h2 className={styles.heading}>{headingOf(wanted)}</h2>
            <p className={styles.count} role="status">
              {total === undefined ? '' : words().shown(items.length, total)}
            </p>
          </div>
          {isLate ? <Skeleton kind="page" /> : null}
          {answer.isError ? <ProblemMessage level={2} error={answer.error} retry={() => answer.refetch()} /> : null}
          {total === 0 ? <Message level={2} title={words().nobody} /> : null}
          <ul className={styles.tiles} data-list={wanted.list}>
            {items.map((person) => (
              <li key={person.id}>
                <PersonTile person={person} note={noteOf(person)} />
              </li>
            ))}
          </ul>
          {answer.hasNextPage ? (
            <Button onClick={() => answer.fetchNextPage()} disabled={answer.isFetchingNextPage}>
              {words().more}
            </Button>
          ) : null}
        </section>
      </div>
    </Page>
  );
}

function headingOf({ list, letter, department, location }: Record<string, string>): string {
  if (list === 'newcomers') return words().newcomersHint;
  if (list === 'leavers') return words().leaversHint;
  const parts = [letter && words().letter(letter), department, location].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : words().everyone;
}

function noteOf({ department, location, at }: PeopleList['items'][number]): string {
  const place = [department, location].filter(Boolean).join(' · ');
  return at === null ? place : [place, relativeDate(new Date(at), new Date())].filter(Boolean).join(' · ');
}
