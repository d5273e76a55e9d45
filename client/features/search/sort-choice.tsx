import { changed, type SearchState, SORTS, type Sort } from './search-state.ts';
import styles from './sort-choice.module.css';

const NAMES: Record<Sort, string> = { relevance: 'Best match', newest: 'Newest' };

export function SortChoice({ state, onChange }: { state: SearchState; onChange: (state: SearchState) => void }) {
  return (
    <label className={styles.sort}>
      <span className="visually-hidden">Sort by</span>
      <select
        className={styles.select}
        value={state.sort}
        onChange={(event) => {
          const sort = SORTS.find((known) => known === event.target.value);
          if (sort) onChange(changed(state, { sort }));
        }}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {NAMES[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}
