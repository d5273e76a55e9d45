import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useSettled } from '../../hooks/use-settled.ts';
import { countOf } from '../../lib/numbers.ts';
import styles from './reader-bar.module.css';
import type { Matches } from './use-matches.ts';

interface ReaderBarProps {
  page: number | null;
  pages: number | null;
  q: string;
  matches: Matches;
  onPage: (page: number) => void;
  onFind: (q: string) => void;
}

/** Turning pages and jumping between matches; stays in sight while one reads. */
export function ReaderBar({ page, pages, q, matches, onPage, onFind }: ReaderBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Reader">
      <FindField q={q} matches={matches} onFind={onFind} />
      {q === '' ? null : (
        <div className={styles.group}>
          <span className={styles.count} role="status">
            {position(matches, page)}
          </span>
          <IconButton label="Previous match" isDisabled={isWithout(matches)} onPress={() => matches.step(-1)}>
            <ChevronUp size={18} aria-hidden="true" />
          </IconButton>
          <IconButton label="Next match" isDisabled={isWithout(matches)} onPress={() => matches.step(1)}>
            <ChevronDown size={18} aria-hidden="true" />
          </IconButton>
        </div>
      )}
      {page === null || pages === null ? null : (
        <div className={styles.group}>
          <IconButton label="Previous page" isDisabled={page <= 1} onPress={() => onPage(page - 1)}>
            <ChevronLeft size={18} aria-hidden="true" />
          </IconButton>
          <span className={styles.count}>
            Page {page} of {pages}
          </span>
          <IconButton label="Next page" isDisabled={page >= pages} onPress={() => onPage(page + 1)}>
            <ChevronRight size={18} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}

const FIND_PAUSE_MS = 200;

function FindField({ q, matches, onFind }: { q: string; matches: Matches; onFind: (q: string) => void }) {
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
    matches.step(event.shiftKey ? -1 : 1);
  };
  return (
    <label className={styles.find}>
      <Search size={16} aria-hidden="true" />
      <span className="visually-hidden">Find in this document</span>
      <input
        type="search"
        placeholder="Find in this document"
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

interface IconButtonProps {
  label: string;
  isDisabled: boolean;
  onPress: () => void;
  children: ReactNode;
}

function IconButton({ label, isDisabled, onPress, children }: IconButtonProps) {
  return (
    <button type="button" className={styles.icon} aria-label={label} title={label} disabled={isDisabled} onClick={onPress}>
      {children}
    </button>
  );
}

function isWithout(matches: Matches): boolean {
  return matches.count === 0 && matches.pages.length === 0;
}

function position(matches: Matches, page: number | null): string {
  if (isWithout(matches)) return 'No matches';
  const elsewhere = matches.pages.filter((other) => other !== page).length;
  if (matches.count === 0) return `On ${countOf(elsewhere, 'other page', 'other pages')}`;
  const here = `${(matches.current ?? 0) + 1} of ${matches.count}`;
  return elsewhere > 0 ? `${here}, and ${countOf(elsewhere, 'more page', 'more pages')}` : here;
}
