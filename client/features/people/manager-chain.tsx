import { Link } from 'react-router';
import type { PersonCard, PersonDetail } from '../../../server/contract/people.ts';
import { Avatar } from '../../components/avatar.tsx';
import { paths } from '../../paths.ts';
import styles from './manager-chain.module.css';
import { words } from './person-words.ts';

/** From the top of the company down to the person. */
export function ManagerChain({ person }: { person: PersonDetail }) {
  if (person.managers.length === 0) return null;
  return (
    <nav aria-labelledby="chain">
      <h2 id="chain" className={styles.heading}>
        {person.departure === null ? words().reportsTo : words().reported}
      </h2>
      <ol>
        {person.managers.toReversed().map((manager) => (
          <li key={manager.id} className={styles.step}>
            <Link className={styles.link} to={paths.person(manager.id)}>
              <Step person={manager} />
            </Link>
          </li>
        ))}
        <li className={styles.step} aria-current="true">
          <span className={styles.link}>
            <Step person={person} />
          </span>
        </li>
      </ol>
    </nav>
  );
}

function Step({ person }: { person: PersonCard }) {
  return (
    <>
      <Avatar name={person.name} photoUrl={person.photoUrl} size="s" />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        <span className={styles.title}>{person.title}</span>
      </span>
    </>
  );
}
