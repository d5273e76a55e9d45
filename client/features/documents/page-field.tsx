import { type FormEvent, useEffect, useState } from 'react';
import type { Place } from './place.ts';
import styles from './reader-bar.module.css';
import { words } from './words.ts';

interface PageFieldProps {
  page: number;
  pages: number;
  unit: Place['unit'];
  onPage: (page: number) => void;
}

/** "Page 12 of 3,000", where the number can be written over. */
export function PageField({ page, pages, unit, onPage }: PageFieldProps) {
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = /^\d{1,6}$/.test(text.trim()) ? Math.min(Math.max(Number(text), 1), pages) : page;
    setText(String(wanted));
    if (wanted !== page) onPage(wanted);
  };
  return (
    <form className={styles.pageForm} onSubmit={submit}>
      <label className={styles.pageLabel}>
        <span className={styles.unit}>{words().page[unit]}</span>
        <input
          className={styles.pageInput}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          size={String(pages).length}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={submit}
        />
      </label>
      {words().of(pages)}
    </form>
  );
}
