import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { Avatar } from './avatar.tsx';
import styles from './person-tile.module.css';

interface PersonTileProps {
  person: { id: string; name: string; title: string | null; photoUrl: string | null };
  /** Said below the title: a department, a number of reports. */
  note?: string | null;
}

/** A person in a row of people: face, name, title, and the way to the page. */
export function PersonTile({ person, note }: PersonTileProps) {
  return (
    <Link className={styles.tile} to={paths.person(person.id)}>
      <Avatar name={person.name} photoUrl={person.photoUrl} size="m" />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        {person.title ? <span className={styles.title}>{person.title}</span> : null}
        {note ? <span className={styles.title}>{note}</span> : null}
      </span>
    </Link>
  );
}
