import { ChevronRight, Folder } from 'lucide-react';
import { Link } from 'react-router';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import styles from './folder-trail.module.css';
import { changed, type SearchState, writeState } from './search-state.ts';
import { words } from './words.ts';

const SHOWN = 8;

/** Where one is while a folder narrows the search: the way back up, and the folders below with what they hold. */
export function FolderTrail({ state, folders }: { state: SearchState; folders: SearchResponse['folders'] }) {
  if (folders.trail.length === 0) return null;
  const href = (chosen: readonly string[]) => `${paths.search}?${writeState(changed(state, { folders: chosen }))}`;
  const last = folders.trail.length - 1;
  return (
    <nav className={styles.trail} aria-label={words().folderTrail}>
      <ol className={styles.way}>
        <li>
          <Link to={href([])}>{words().allFolders}</Link>
        </li>
        {folders.trail.map(({ value, name, source }, depth) => (
          <li key={value}>
            <ChevronRight size={14} aria-hidden="true" />
            {depth === last ? (
              <span aria-current="location">{name || source}</span>
            ) : (
              <Link to={href([value])}>{name || source}</Link>
            )}
          </li>
        ))}
      </ol>
      {folders.children.length > 0 ? (
        <ul className={styles.below} aria-label={words().foldersHere}>
          {folders.children.slice(0, SHOWN).map(({ value, name, source, count }) => (
            <li key={value}>
              <Link className={styles.folder} to={href([value])}>
                <Folder size={14} aria-hidden="true" />
                {name || source} <span className={styles.count}>{formatCount(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </nav>
  );
}
