import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './path-line.module.css';
import { words } from './words.ts';

/** Folder after folder, each leading to what lies in it; the file's own name last, because people know it. */
export function PathLine({ source, path }: { source: string; path: string }) {
  const parts = path.split('/');
  const last = parts.length - 1;
  return (
    <div className={styles.path}>
      <ol aria-label={words().folder}>
        {parts.map((part, depth) => {
          const upTo = parts.slice(0, depth + 1).join('/');
          return <li key={upTo}>{depth === last ? part : <Link to={paths.folder(source, upTo)}>{part}</Link>}</li>;
        })}
      </ol>
      <CopyButton text={path} what={words().path} />
    </div>
  );
}
