import { isoDaysAgo } from '../../lib/dates.ts';
import facetStyles from './facets.module.css';
import styles from './modified-filter.module.css';
import { changed, type SearchState } from './search-state.ts';
import { words } from './words.ts';

const PRESETS = [
  { name: 'any', days: null },
  { name: 'week', days: 7 },
  { name: 'month', days: 30 },
  { name: 'year', days: 365 },
] as const;

/** When a document was changed: the usual spans, or two dates. Everything applies at once and is in the address. */
export function ModifiedFilter({ state, onChange }: { state: SearchState; onChange: (state: SearchState) => void }) {
  const now = new Date();
  const fromOf = (days: number | null) => (days === null ? null : isoDaysAgo(days, now));
  const isPreset = state.modifiedTo === null && PRESETS.some(({ days }) => fromOf(days) === state.modifiedFrom);
  return (
    <fieldset className={facetStyles.facet}>
      <legend className={facetStyles.legend}>{words().changed}</legend>
      {PRESETS.map(({ name, days }) => (
        <label key={name} className={facetStyles.value}>
          <input
            type="radio"
            checked={state.modifiedTo === null && fromOf(days) === state.modifiedFrom}
            onChange={() => onChange(changed(state, { modifiedFrom: fromOf(days), modifiedTo: null }))}
          />
          <span className={facetStyles.name}>{words().spans[name]}</span>
        </label>
      ))}
      <details className={styles.custom} open={!isPreset || undefined}>
        <summary className={facetStyles.more}>{words().betweenDates}</summary>
        <DateField
          name={words().from}
          value={state.modifiedFrom}
          onPick={(modifiedFrom) => onChange(changed(state, { modifiedFrom }))}
        />
        <DateField name={words().to} value={state.modifiedTo} onPick={(modifiedTo) => onChange(changed(state, { modifiedTo }))} />
      </details>
    </fieldset>
  );
}

function DateField({ name, value, onPick }: { name: string; value: string | null; onPick: (value: string | null) => void }) {
  return (
    <label className={styles.date}>
      <span>{name}</span>
      <input type="date" value={value ?? ''} onChange={(event) => onPick(event.target.value || null)} />
    </label>
  );
}
