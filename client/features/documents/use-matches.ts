import { type RefObject, useEffect, useRef, useState } from 'react';
import type { DocumentText } from '../../../server/contract/documents.ts';
import { matchingPage } from './reader-state.ts';

export interface Matches {
  container: RefObject<HTMLDivElement | null>;
  /** On the page that is shown. */
  count: number;
  /** 0-based; null before the first one was jumped to. */
  current: number | null;
  /** Pages with a match, in the whole document. */
  pages: number[];
  step: (by: 1 | -1) => void;
}

interface MatchesOptions {
  text: DocumentText | undefined;
  page: number | null;
  /** Whether `text` is of the page and words asked for, and not still of the ones before. */
  isCurrent: boolean;
  goTo: (page: number | null) => void;
}

/** Jumps from mark to mark, and from the last one of a page to the next page that has one. `n` and `N` do the same. */
export function useMatches({ text, page, isCurrent, goTo }: MatchesOptions): Matches {
  const container = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  // After a jump to another page: which of its marks to show.
  const landing = useRef<'first' | 'last' | null>('first');
  const pages = text?.matchingPages ?? [];
  const count = text?.sections.reduce((sum, section) => sum + section.text.filter((piece) => piece.match).length, 0) ?? 0;

  useEffect(() => {
    if (!isCurrent || !text) return;
    const marks = marksIn(container.current);
    const place = landing.current === null || marks.length === 0 ? null : landing.current === 'first' ? 0 : marks.length - 1;
    landing.current = null;
    setCurrent(place);
    show(marks, place);
  }, [isCurrent, text]);

  function step(by: 1 | -1) {
    const marks = marksIn(container.current);
    const next = current === null ? (by === 1 ? 0 : marks.length - 1) : current + by;
    const other = page === null ? undefined : matchingPage(pages, page, by);
    if (marks[next]) {
      setCurrent(next);
      show(marks, next);
    } else if (other !== undefined && other !== page) {
      landing.current = by === 1 ? 'first' : 'last';
      goTo(other);
    } else if (marks.length > 0) {
      const round = by === 1 ? 0 : marks.length - 1;
      setCurrent(round);
      show(marks, round);
    }
  }

  const latestStep = useRef(step);
  latestStep.current = step;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (isPlain && !isTyping && event.key.toLowerCase() === 'n') latestStep.current(event.key === 'n' ? 1 : -1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return { container, count, current, pages, step };
}

function marksIn(container: HTMLElement | null): HTMLElement[] {
  return container ? [...container.querySelectorAll('mark')] : [];
}

function show(marks: HTMLElement[], current: number | null): void {
  for (const [place, mark] of marks.entries()) mark.toggleAttribute('data-current', place === current);
  const mark = current === null ? undefined : marks[current];
  if (mark && !isInSight(mark)) mark.scrollIntoView({ block: 'center' });
}

function isInSight(element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  return box.top > 160 && box.bottom < window.innerHeight - 40;
}
