import type { DocumentText } from '../../../server/contract/documents.ts';
import { formatCount } from '../../lib/numbers.ts';
import styles from './outline.module.css';
import type { Place } from './place.ts';
import { words } from './words.ts';

interface OutlineProps {
  text: DocumentText | undefined;
  place: Place;
  /** Pages with matches. */
  matching: readonly number[];
  onPage: (page: number) => void;
}

const MANY = 400;

/** What there is to jump to: pages with their matches, or the headings where there are no pages. */
export function Outline({ text, place, matching, onPage }: OutlineProps) {
  if (place.pages !== null && place.pages > 1)
    return <Pages place={place} pages={place.pages} matching={matching} onPage={onPage} />;
  const headings = text?.sections.flatMap(({ heading }, at) => (heading === null ? [] : [{ heading, at }])) ?? [];
  if (headings.length < 2) return null;
  return (
    <nav className={styles.outline} aria-label={words().headings}>
      <ol>
        {headings.map(({ heading, at }) => (
          <li key={at}>
            <button type="button" className={styles.entry} onClick={() => jumpTo(at)}>
              {heading}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Pages({ place, pages, matching, onPage }: Omit<OutlineProps, 'text'> & { pages: number }) {
  const { page, unit } = place;
  const isMatching = new Set(matching);
  // A book of thousands of pages is not listed page by page; its pages with matches are.
  const all = Array.from({ length: Math.min(pages, MANY) }, (_, at) => at + 1);
  const shown = pages > MANY ? matching.slice(0, MANY) : all;
  if (shown.length === 0) return null;
  return (
    <nav className={styles.outline} aria-label={words().pagesList[unit]}>
      <ol className={styles.pages}>
        {shown.map((number) => {
          const name = words().pageNumber(number, unit);
          return (
            <li key={number}>
              <button
                type="button"
                className={styles.page}
                aria-current={number === page ? 'page' : undefined}
                aria-label={isMatching.has(number) ? words().hasMatches(name) : name}
                data-match={isMatching.has(number) || undefined}
                onClick={() => onPage(number)}
              >
                {formatCount(number)}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function jumpTo(place: number): void {
  const heading = document.getElementById(`section-${place}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
