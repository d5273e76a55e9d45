import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useSettled } from '../../hooks/use-settled.ts';
import styles from './reader-bar.module.css';
import { words } from './words.ts';

interface FindFieldProps {
  q: string;
  onFind: (q: string) => void;
  onStep: (by: 1 | -1) => void;
}

const FIND_PAUSE_MS = 200;

/** Other words than those one came with; Enter goes from match to match. */
export function FindField({ q, onFind, onStep }: FindFieldProps) {
  const [text, setText] = useState(q);
  const settled = useSettled(text, FIND_PAUSE_MS);
  useEffect(() => setText(q), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed starts a search, not a new address
  useEffect(() => {
    if (settled === text && settled !== q) onFind(settled);
  }, [settled]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  };
  return (
    <label className={styles.find}>
      <Search size={16} aria-hidden="true" />
      <span className="visually-hidden">{words().find}</span>
      <input
        type="search"
        placeholder={words().find}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
