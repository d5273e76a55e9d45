import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PeopleOverview } from '../../../server/contract/people.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import styles from './people-nav.module.css';
import { words } from './people-words.ts';

interface PeopleNavProps {
  overview: PeopleOverview;
  wanted: Record<string, string>;
}

/** Longer lists wait to be opened, and all of them where there is no room beside the people. */
const MOST_OPEN = 40;

/** The ways to go through people, each with how many there are. */
export function PeopleNav({ overview, wanted }: PeopleNavProps) {
  const { letters, departments, locations, newcomers, leavers, total } = overview;
  const isEveryone = Object.keys(wanted).length === 0;
  return (
    <nav className={styles.nav} aria-label={words().browse}>
      <ul className={styles.list}>
        <Entry to={paths.people()} name={words().everyone} count={total} isCurrent={isEveryone} />
        {newcomers > 0 ? (
          <Entry
            to={paths.people({ list: 'newcomers' })}
            name={words().newcomers}
            count={newcomers}
            isCurrent={wanted.list === 'newcomers'}
          />
        ) : null}
        {leavers > 0 ? (
          <Entry
            to={paths.people({ list: 'leavers' })}
            name={words().leavers}
            count={leavers}
            isCurrent={wanted.list === 'leavers'}
          />
        ) : null}
      </ul>
      <h2 className={styles.heading}>{words().letters}</h2>
      <ul className={styles.letters}>
        {letters.map(({ name }) => (
          <li key={name}>
            <Link
              className={styles.letter}
              to={paths.people({ letter: name })}
              aria-label={words().letter(name)}
              aria-current={wanted.letter === name ? 'page' : undefined}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <Section title={words().teams}>
        {departments.map(({ name, count }) => (
          <Entry key={name} to={paths.team(name)} name={name} count={count} isCurrent={false} />
        ))}
      </Section>
      <Section title={words().places}>
        {locations.map(({ name, count }) => (
          <Entry
            key={name}
            to={paths.people({ location: name })}
            name={name}
            count={count}
            isCurrent={wanted.location === name}
          />
        ))}
      </Section>
    </nav>
  );
}

function Section({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <details className={styles.section} open={children.length <= MOST_OPEN && !window.matchMedia('(max-width: 760px)').matches}>
      <summary className={styles.heading}>{title}</summary>
      <ul className={styles.list}>{children}</ul>
    </details>
  );
}

function Entry({ to, name, count, isCurrent }: { to: string; name: string; count: number; isCurrent: boolean }) {
  return (
    <li>
      <Link className={styles.entry} to={to} aria-current={isCurrent ? 'page' : undefined}>
        <span className={styles.name}>{name}</span> <span className={styles.count}>{formatCount(count)}</span>
      </Link>
    </li>
  );
}
