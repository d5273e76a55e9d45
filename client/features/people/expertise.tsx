import { Link } from 'react-router';
import type { PersonDetail } from '../../../server/contract/people.ts';
import { paths } from '../../paths.ts';
import styles from './expertise.module.css';
import { words } from './person-words.ts';
import { useExpertise } from './use-person.ts';

const search = (parameters: Record<string, string>) => `${paths.search}?${new URLSearchParams(parameters)}`;

/** What somebody knows about, with the documents that show it; until these are there, what the person says. */
export function Expertise({ person }: { person: PersonDetail }) {
  const { data } = useExpertise(person.id);
  const declared = person.skills.map((topic) => ({ topic, isDeclared: true, total: 0, documents: [] }));
  const items = data?.items ?? declared;
  const shown = items.filter(({ total }) => total > 0);
  const others = items.filter(({ total }) => total === 0);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="knows">
      <h2 id="knows" className={styles.heading}>
        {words().knowsAbout}
      </h2>
      {shown.length === 0 ? null : (
        <ul className={styles.topics}>
          {shown.map(({ topic, isDeclared, total, documents }) => (
            <li key={topic} className={styles.topic}>
              <Link className={styles.word} to={search({ q: topic })} title={isDeclared ? undefined : words().fromTitles}>
                {topic}
              </Link>
              <span className={styles.evidence}>
                {documents.slice(0, 2).map(({ id, title }) => (
                  <Link key={id} className={styles.document} to={paths.document(id, { q: topic })}>
                    {title}
                  </Link>
                ))}
                {total > Math.min(2, documents.length) ? (
                  <Link
                    className={styles.all}
                    to={search({ q: topic, type: 'documents', author: person.name })}
                    aria-label={`${words().documents(total)}: ${topic}`}
                  >
                    {words().documents(total)}
                  </Link>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.length === 0 ? null : (
        <ul className={styles.words}>
          {others.map(({ topic }) => (
            <li key={topic}>
              <Link className={styles.word} to={search({ q: topic })}>
                {topic}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
