import { UsersRound } from 'lucide-react';
import { Link } from 'react-router';
import type { TeamHit } from '../../../server/contract/search.ts';
import { MarkedText } from '../../components/marked-text.tsx';
import { paths } from '../../paths.ts';
import styles from './team-card.module.css';
import { words } from './words.ts';

/** A team as an answer: how many they are and who leads them. */
export function TeamCard({ team: { name, nameMarked, people, head } }: { team: TeamHit }) {
  return (
    <article className={styles.card}>
      <span className={styles.icon}>
        <UsersRound size={18} aria-hidden="true" />
      </span>
      <div className={styles.body}>
        <h3 className={styles.name}>
          <Link className={styles.link} to={paths.team(name)}>
            <MarkedText text={nameMarked} />
          </Link>
        </h3>
        <p className={styles.about}>
          {[words().people(people), head === null ? null : words().leads(head.name)].filter(Boolean).join(' · ')}
        </p>
      </div>
    </article>
  );
}
