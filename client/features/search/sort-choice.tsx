import { changed, type SearchState, SORTS } from './search-state.ts';
import styles from './sort-choice.module.css';
import { words } from './words.ts';

export function SortChoice({ state, onChange }: { state: SearchState; onChange: (state: SearchState) => void }) {
  return (
    <label className={styles.sort}>
      <span className="visually-hidden">{words().sortBy}</span>
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
            {words().sorts[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}
