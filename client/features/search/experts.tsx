import { Link } from 'react-router';
import type { ExpertHit } from '../../../server/contract/search.ts';
import { Avatar } from '../../components/avatar.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { paths } from '../../paths.ts';
import styles from './experts.module.css';
import { words } from './words.ts';

/** Whom to ask, always with what they are believed for, and only from documents the reader may open. */
export function Experts({ experts }: { experts: ExpertHit[] }) {
  return (
    <section className={styles.experts} aria-labelledby="experts">
      <h2 id="experts" className={styles.heading}>
        {words().expertsTitle}
      </h2>
      <ul className={styles.list}>
        {experts.map((expert) => (
          <li key={expert.person.id} className={styles.expert}>
            <Expert expert={expert} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Expert({ expert: { person, reasons, evidence } }: { expert: ExpertHit }) {
  return (
    <>
      <div className={styles.who}>
        <Avatar name={person.name} photoUrl={person.photoUrl} size="m" />
        <div className={styles.words}>
          <h3 className={styles.name}>
            <Link to={paths.person(person.id)}>{person.name}</Link>
          </h3>
          {person.title ? <p className={styles.title}>{person.title}</p> : null}
        </div>
      </div>
      {reasons[0] ? <p className={styles.reason}>{reasons[0]}</p> : null}
      <ul className={styles.evidence}>
        {evidence.slice(0, 2).map((document) => (
          <li key={document.documentId}>
            <Link to={paths.document(document.documentId)} title={document.path}>
              {document.title}
            </Link>{' '}
            <RelativeTime at={document.modifiedAt} />
          </li>
        ))}
      </ul>
    </>
  );
}
