import { Link } from 'react-router';
import type { DocumentVersion } from '../../server/contract/families.ts';
import { paths } from '../paths.ts';
import { RelativeTime } from './relative-time.tsx';
import styles from './version-list.module.css';
import { words } from './words.ts';

/** Copies and versions by the names of their files, because they are all called the same; where each lies, and when it was changed. */
export function VersionList({ versions, q = '' }: { versions: readonly DocumentVersion[]; q?: string }) {
  return (
    <ul className={styles.list}>
      {versions.map(({ id, path, relation, modifiedAt }) => {
        const folders = path.split('/');
        const name = folders.pop() ?? path;
        return (
          <li key={id} className={styles.item} aria-current={relation === 'this' ? 'true' : undefined}>
            {relation === 'this' ? (
              <span className={styles.name}>{name}</span>
            ) : (
              <Link className={styles.name} to={paths.document(id, { q })}>
                {name}
              </Link>
            )}
            <span className={styles.meta}>
              <span>{words().relations[relation]}</span>
              <RelativeTime at={modifiedAt} />
              {folders.length > 0 ? <span className={styles.folder}>{folders.join(' / ')}</span> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
