import { Link } from 'react-router';
import { paths } from '../paths.ts';
import styles from './authors.module.css';
import { words } from './words.ts';

const SHOWN = 3;

/** Who wrote it; those whom the directory knows are links. */
export function Authors({ authors }: { authors: { name: string; personId: string | null }[] }) {
  const more = authors.length - SHOWN;
  return (
    <span className={styles.authors}>
      {authors.slice(0, SHOWN).map((author, place) => (
        <span key={author.personId ?? author.name}>
          {place > 0 ? ', ' : ''}
          {author.personId === null ? (
            author.name
          ) : (
            <Link className={styles.author} to={paths.person(author.personId)}>
              {author.name}
            </Link>
          )}
        </span>
      ))}
      {more > 0 ? words().andMore(more) : ''}
    </span>
  );
}
