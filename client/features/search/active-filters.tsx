import { X } from 'lucide-react';
import styles from './active-filters.module.css';
import { facetValue } from './facet-words.ts';
import { changed, countFilters, type SearchState, selectedFilters, withoutFilters, withValueToggled } from './search-state.ts';
import { words } from './words.ts';

/** What the answers are narrowed to, each to be taken away with one press. */
export function ActiveFilters({ state, onChange }: { state: SearchState; onChange: (state: SearchState) => void }) {
  if (countFilters(state) === 0) return null;
  const dates = [
    state.modifiedFrom && words().fromDate(state.modifiedFrom),
    state.modifiedTo && words().toDate(state.modifiedTo),
  ];
  return (
    <div className={styles.filters}>
      {selectedFilters(state).map(({ name, value }) => (
        <Chip
          key={`${name} ${value}`}
          title={words().facets[name]}
          value={facetValue(name, value)}
          onRemove={() => onChange(withValueToggled(state, name, value))}
        />
      ))}
      {state.folders.map((folder) => (
        <Chip
          key={folder}
          title={words().folder}
          value={folder.slice(folder.indexOf(':/') + 2) || folder}
          onRemove={() => onChange(changed(state, { folders: state.folders.filter((other) => other !== folder) }))}
        />
      ))}
      {state.modifiedFrom || state.modifiedTo ? (
        <Chip
          title={words().changed}
          value={dates.filter(Boolean).join(' ')}
          onRemove={() => onChange(changed(state, { modifiedFrom: null, modifiedTo: null }))}
        />
      ) : null}
      <button type="button" className={styles.clear} onClick={() => onChange(withoutFilters(state))}>
        {words().clearAll}
      </button>
    </div>
  );
}

function Chip({ title, value, onRemove }: { title: string; value: string; onRemove: () => void }) {
  return (
    <button type="button" className={styles.chip} onClick={onRemove} aria-label={words().removeFilter(title, value)}>
      <span className={styles.title}>{title}</span> {value}
      <X size={14} aria-hidden="true" />
    </button>
  );
}
