import { type RefObject, useEffect, useRef, useState } from 'react';
import { matchingPage } from './reader-state.ts';
import { useReaderKeys } from './use-reader-keys.ts';

export interface Matches {
  container: RefObject<HTMLDivElement | null>;
  /** On the page that is shown. */
  count: number;
  /** 0-based; null before the first one was jumped to. */
  current: number | null;
  /** Pages with a match, in the whole document. */
  pages: readonly number[];
  /** Where the marks of the page stand, as shares of its height. */
  places: readonly number[];
  /** Whether both are there: until then nothing is said of them. */
  areKnown: boolean;
  step: (by: 1 | -1) => void;
  /** To a match of the page that is shown. */
  jump: (match: number) => void;
}

export function isWithout({ count, pages }: Pick<Matches, 'count' | 'pages'>): boolean {
  return count === 0 && pages.length === 0;
}

interface MatchesOptions {
  /** What is on screen, changing with it; undefined while that is still of the page or the words before. */
  shown: object | undefined;
  page: number | null;
  /** Undefined while they are on their way. */
  pages: readonly number[] | undefined;
  goTo: (page: number) => void;
}

const NONE: readonly number[] = [];

/** Jumps from mark to mark, and from the last one of a page to the next page that has one. `n` and `N` do the same. */
export function useMatches({ shown, page, pages: told, goTo }: MatchesOptions): Matches {
  const pages = told ?? NONE;
  const container = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const places = usePlaces(container, shown);
  // After a jump to another page: which of its marks to show.
  const landing = useRef<'first' | 'last' | null>('first');

  useEffect(() => {
    if (shown === undefined) return;
    const marks = marksIn(container.current);
    const place = landing.current === null || marks.length === 0 ? null : landing.current === 'first' ? 0 : marks.length - 1;
    landing.current = null;
    setCurrent(place);
    show(marks, place);
  }, [shown]);

  function jump(match: number) {
    setCurrent(match);
    show(marksIn(container.current), match);
  }

  function step(by: 1 | -1) {
    const marks = marksIn(container.current);
    const next = current === null ? (by === 1 ? 0 : marks.length - 1) : current + by;
    const other = page === null ? undefined : matchingPage(pages, page, by);
    if (marks[next]) jump(next);
    else if (other !== undefined && other !== page) {
      landing.current = by === 1 ? 'first' : 'last';
      goTo(other);
    } else if (marks.length > 0) jump(by === 1 ? 0 : marks.length - 1);
  }

  useReaderKeys({ n: () => step(1), N: () => step(-1) });
  const areKnown = shown !== undefined && told !== undefined;
  return { container, count: places.length, current, pages, places, areKnown, step, jump };
}

/** Measured anew when the window, and with it the height of the page, changes. */
function usePlaces(container: RefObject<HTMLDivElement | null>, shown: object | undefined): readonly number[] {
  const [places, setPlaces] = useState<readonly number[]>([]);
  useEffect(() => {
    const page = container.current;
    if (shown === undefined || page === null) return;
    const measure = () => setPlaces(placesOf(page));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(page);
    return () => observer.disconnect();
  }, [container, shown]);
  return places;
}

function placesOf(page: HTMLElement): number[] {
  const { top, height } = page.getBoundingClientRect();
  return marksIn(page).map((mark) => (mark.getBoundingClientRect().top - top) / Math.max(height, 1));
}

function marksIn(container: HTMLElement | null): HTMLElement[] {
  return container ? [...container.querySelectorAll('mark')] : [];
}

function show(marks: HTMLElement[], current: number | null): void {
  for (const [place, mark] of marks.entries()) mark.toggleAttribute('data-current', place === current);
  const mark = current === null ? undefined : marks[current];
  if (mark) bringIntoSight(mark);
}

/** In a part that scrolls by itself only that part is moved: the results beside it stay where they are. */
function bringIntoSight(mark: HTMLElement): void {
  const box = mark.getBoundingClientRect();
  const part = mark.closest('[data-own-scroll]');
  if (part === null) {
    const isInSight = box.top > 160 && box.bottom < window.innerHeight - 80;
    if (!isInSight || isBeside(mark, box)) mark.scrollIntoView({ block: 'center', inline: 'center' });
    return;
  }
  const { top, bottom, height } = part.getBoundingClientRect();
  if (box.top < top || box.bottom > bottom) part.scrollTop += box.top - top - height / 3;
}

/** Of an enlarged page only a part is in sight. */
function isBeside(mark: HTMLElement, { left, right }: DOMRect): boolean {
  const frame = mark.closest('[data-takes-arrows]')?.getBoundingClientRect();
  return frame !== undefined && (left < frame.left || right > frame.right);
}
