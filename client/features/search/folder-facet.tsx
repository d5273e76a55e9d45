import type { SearchResponse } from '../../../server/contract/search.ts';
import { formatCount } from '../../lib/numbers.ts';
import facetStyles from './facets.module.css';
import { changed, type SearchState } from './search-state.ts';
import { words } from './words.ts';

const SHOWN = 6;

interface FolderFacetProps {
  state: SearchState;
  folders: SearchResponse['folders'];
  onChange: (state: SearchState) => void;
}

/** The folders one level below, with what each holds for this question; choosing one goes into it. */
export function FolderFacet({ state, folders, onChange }: FolderFacetProps) {
  if (folders.trail.length > 0 || folders.children.length < 2) return null;
  return (
    <fieldset className={facetStyles.facet}>
      <legend className={facetStyles.legend}>{words().folder}</legend>
      <ul className={facetStyles.values}>
        {folders.children.slice(0, SHOWN).map(({ value, name, source, count }) => (
          <li key={value}>
            <label className={facetStyles.value}>
              <input
                type="checkbox"
                checked={state.folders.includes(value)}
                onChange={() => onChange(changed(state, { folders: toggled(state.folders, value) }))}
              />
              <span className={facetStyles.name}>{name || source}</span>
              <span className={facetStyles.count}>{formatCount(count)}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function toggled(folders: readonly string[], value: string): string[] {
  return folders.includes(value) ? folders.filter((other) => other !== value) : [...folders, value];
}
