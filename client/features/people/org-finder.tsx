import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { findInChart } from './org-find.ts';
import styles from './org-finder.module.css';
import { type OrgModel, personAt } from './org-model.ts';
import { words } from './org-words.ts';

/** Finds people in the chart the way a browser finds words on a page: the first at once, Enter for the next. */
export function OrgFinder({ model, onFind }: { model: OrgModel; onFind: (row: number) => void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ rows: number[]; place: number }>({ rows: [], place: 0 });

  function find(text: string) {
    setQuery(text);
    const rows = findInChart(model, text);
    setFound({ rows, place: 0 });
    if (rows[0] !== undefined) onFind(rows[0]);
  }

  function step(by: 1 | -1) {
    const { rows, place } = found;
    if (rows.length === 0) return;
    const next = (place + by + rows.length) % rows.length;
    setFound({ rows, place: next });
    const row = rows[next];
    if (row !== undefined) onFind(row);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) step(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') find('');
  }

  const { rows, place } = found;
  const current = rows[place];
  return (
    <search className={styles.finder}>
      <Search size={16} aria-hidden="true" />
      <label className="visually-hidden" htmlFor={id}>
        {words().find}
      </label>
      <input
        id={id}
        className={styles.input}
        type="search"
        placeholder={words().find}
        autoComplete="off"
        value={query}
        onChange={(event) => find(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.count} role="status">
        {query.trim() === '' ? '' : rows.length === 0 ? words().foundNone : words().found(place + 1, rows.length)}
        {current === undefined ? null : <span className="visually-hidden">: {personAt(model, current).name}</span>}
      </span>
      {rows.length > 1 ? (
        <>
          <button type="button" className={styles.step} aria-label={words().previous} onClick={() => step(-1)}>
            <ChevronUp size={16} aria-hidden="true" />
          </button>
          <button type="button" className={styles.step} aria-label={words().next} onClick={() => step(1)}>
            <ChevronDown size={16} aria-hidden="true" />
          </button>
        </>
      ) : null}
    </search>
  );
}
