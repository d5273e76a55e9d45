import { X } from 'lucide-react';
import styles from './active-filters.module.css';
import { FACET_TITLES, facetValue } from './facet-words.ts';
import { changed, countFilters, type SearchState, selectedFilters, withoutFilters, withValueToggled } from './search-state.ts';

/** What the answers are narrowed to, each to be taken away with one press. */
export function ActiveFilters({ state, onChange }: { state: SearchState; onChange: (state: SearchState) => void }) {
  if (countFilters(state) === 0) return null;
  const dates = [state.modifiedFrom && `from ${state.modifiedFrom}`, state.modifiedTo && `to ${state.modifiedTo}`];
  return (
    <div className={styles.filters}>
      {selectedFilters(state).map(({ name, value }) => (
        <Chip
          key={`${name} ${value}`}
          title={FACET_TITLES[name]}
          value={facetValue(name, value)}
          onRemove={() => onChange(withValueToggled(state, name, value))}
        />
      ))}
      {state.modifiedFrom || state.modifiedTo ? (
        <Chip
          title="Changed"
          value={dates.filter(Boolean).join(' ')}
          onRemove={() => onChange(changed(state, { modifiedFrom: null, modifiedTo: null }))}
        />
      ) : null}
      <button type="button" className={styles.clear} onClick={() => onChange(withoutFilters(state))}>
        Clear all
      </button>
    </div>
  );
}

function Chip({ title, value, onRemove }: { title: string; value: string; onRemove: () => void }) {
  return (
    <button type="button" className={styles.chip} onClick={onRemove} aria-label={`Remove filter ${title}: ${value}`}>
      <span className={styles.title}>{title}</span> {value}
      <X size={14} aria-hidden="true" />
    </button>
  );
}
