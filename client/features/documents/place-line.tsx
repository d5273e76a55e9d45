import { FolderOpen } from 'lucide-react';
import { Link } from 'react-router';
import type { DocumentDetail } from '../../../server/contract/documents.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { MediaIcon } from '../../components/media-icon.tsx';
import { paths } from '../../paths.ts';
import styles from './document-page.module.css';
import { words } from './words.ts';

type Placed = Pick<DocumentDetail, 'source' | 'path' | 'mediaType' | 'places'>;

/** Folder after folder, each a way to what else lies there. */
export function PlaceLine({ document }: { document: Placed }) {
  const folders = document.path.split('/');
  const name = folders.pop();
  return (
    <div className={styles.place}>
      <MediaIcon mediaType={document.mediaType} size="s" />
      <ol className={styles.path} aria-label={words().folder}>
        <li>
          <Link to={paths.folder(document.source, '')}>{document.source}</Link>
        </li>
        {folders.map((folder, depth) => {
          const path = folders.slice(0, depth + 1).join('/');
          return (
            <li key={path}>
              <Link to={paths.folder(document.source, path)}>{folder}</Link>
            </li>
          );
        })}
        <li>{name}</li>
      </ol>
    </div>
  );
}

/** To the folder, and the path as one's own computer takes it. */
export function PlaceTools({ document }: { document: Placed }) {
  const { windows, posix } = document.places;
  const folder = document.path.split('/').slice(0, -1).join('/');
  const known = [
    { text: windows, what: words().windowsPathName, label: words().windowsPath },
    { text: posix, what: words().posixPathName, label: words().posixPath },
  ].flatMap(({ text, ...copy }) => (text === null ? [] : [{ text, ...copy }]));
  const copies = known.length > 0 ? known : [{ text: document.path, what: words().path, label: words().copyPath }];
  return (
    <ul className={styles.tools} aria-label={words().whereItIs}>
      <li>
        <Link className={styles.tool} to={paths.folder(document.source, folder)}>
          <FolderOpen size={16} aria-hidden="true" /> {words().openFolder}
        </Link>
      </li>
      {copies.map(({ text, what, label }) => (
        <li key={what}>
          <CopyButton text={text} what={what} label={label} />
        </li>
      ))}
    </ul>
  );
}
