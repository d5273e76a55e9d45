import { useId, useState } from 'react';
import type { FacetName, FacetValues, SearchResponse } from '../../../server/contract/search.ts';
import { formatCount } from '../../lib/numbers.ts';
import { facetValue } from './facet-words.ts';
import styles from './facets.module.css';
import { FolderFacet } from './folder-facet.tsx';
import { ModifiedFilter } from './modified-filter.tsx';
import { type SearchState, withValueToggled } from './search-state.ts';
import { words } from './words.ts';

interface FacetsProps {
  state: SearchState;
  answer: SearchResponse;
  onChange: (state: SearchState) => void;
}

const ORDER = ['department', 'location', 'label', 'mediaType', 'author', 'language', 'source'] as const satisfies FacetName[];
const SHOWN = 5;
const SEARCHABLE_FROM = 13;

/** What the answers can be narrowed by. One that has a single value and is not chosen would change nothing, so it stays away. */
export function Facets({ state, answer, onChange }: FacetsProps) {
  const { facets, folders } = answer;
  const useful = ORDER.flatMap((name) => {
    // The address knows what is chosen before the next answer says so.
    const values = (facets[name] ?? []).map((value) => ({
      ...value,
      selected: state.filters[name]?.includes(value.value) ?? false,
    }));
    const isUseful = values.length > 1 || values.some((value) => value.selected);
    return isUseful ? [{ name, values }] : [];
  });
  const hasDates = state.modifiedFrom !== null || state.modifiedTo !== null;
  const isAboutDocuments = state.type !== 'people' && state.type !== 'teams' && (answer.documents.total > 0 || hasDates);
  return (
    <div className={styles.facets}>
      {useful.map(({ name, values }) => (
        <Facet key={name} name={name} values={values} onToggle={(value) => onChange(withValueToggled(state, name, value))} />
      ))}
      {isAboutDocuments ? <FolderFacet state={state} folders={folders} onChange={onChange} /> : null}
      {isAboutDocuments ? <ModifiedFilter state={state} onChange={onChange} /> : null}
    </div>
  );
}

function Facet({ name, values, onToggle }: { name: FacetName; values: FacetValues; onToggle: (value: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const id = useId();
  const isSearchable = values.length >= SEARCHABLE_FROM;
  const matching = values.filter(({ value }) => facetValue(name, value).toLocaleLowerCase().includes(wanted.toLocaleLowerCase()));
  // Chosen values are always in sight, whatever their count.
  const shown = isOpen ? matching : values.filter((value, place) => place < SHOWN || value.selected);
  return (
    <fieldset className={styles.facet}>
      <legend className={styles.legend}>{words().facets[name]}</legend>
      {isOpen && isSearchable ? (
        <input
          className={styles.find}
          type="search"
          aria-label={words().findIn(words().facets[name])}
          placeholder={words().find}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      ) : null}
      <ul className={styles.values} id={id}>
        {shown.map(({ value, count, selected }) => (
          <li key={value}>
            <label className={styles.value} data-selected={selected || undefined}>
              <input type="checkbox" checked={selected} onChange={() => onToggle(value)} />
              <span className={styles.name}>{facetValue(name, value)}</span>
              <span className={styles.count}>{formatCount(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {values.length > SHOWN ? (
        <button type="button" className={styles.more} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words().showFewer : words().showAll(values.length)}
        </button>
      ) : null}
    </fieldset>
  );
}
