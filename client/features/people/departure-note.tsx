import { Link } from 'react-router';
import type { PersonDetail } from '../../../server/contract/people.ts';
import { Notice } from '../../components/notice.tsx';
import { exactDay } from '../../lib/dates.ts';
import { paths } from '../../paths.ts';
import styles from './departure-note.module.css';
import { words } from './person-words.ts';

/** That somebody is not here any more, since when, and whom to ask instead. */
export function DepartureNote({ person }: { person: PersonDetail }) {
  const { departure } = person;
  if (departure === null) return null;
  const { successor } = departure;
  return (
    <Notice level="info">
      <p>{words().left(exactDay(departure.lastSeenAt))}</p>
      {successor === null ? null : (
        <p>
          <Link className={styles.link} to={paths.person(successor.person.id)}>
            {successor.person.name}
          </Link>{' '}
          {successor.reason === 'same-role' ? words().successorSameRole(person.title ?? '') : words().successorManager}
        </p>
      )}
      <p className={styles.quiet}>{words().leftShownTo}</p>
    </Notice>
  );
}
