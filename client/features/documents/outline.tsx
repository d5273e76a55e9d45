import type { DocumentText } from '../../../server/contract/documents.ts';
import styles from './outline.module.css';

interface OutlineProps {
  text: DocumentText | undefined;
  page: number | null;
  pages: number | null;
  onPage: (page: number) => void;
}

const MANY = 400;

/** What there is to jump to: pages with their matches, or the headings where there are no pages. */
export function Outline({ text, page, pages, onPage }: OutlineProps) {
  if (pages !== null && pages > 1)
    return <Pages matching={text?.matchingPages ?? []} page={page} pages={pages} onPage={onPage} />;
  const headings = text?.sections.flatMap(({ heading }, place) => (heading === null ? [] : [{ heading, place }])) ?? [];
  if (headings.length < 2) return null;
  return (
    <nav className={styles.outline} aria-label="Headings">
      <ol>
        {headings.map(({ heading, place }) => (
          <li key={place}>
            <button type="button" className={styles.entry} onClick={() => jumpTo(place)}>
              {heading}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Pages({
  matching,
  page,
  pages,
  onPage,
}: {
  matching: number[];
  page: number | null;
  pages: number;
  onPage: (page: number) => void;
}) {
  // A book of thousands of pages is not listed page by page; its pages with matches are.
  const all = Array.from({ length: Math.min(pages, MANY) }, (_, place) => place + 1);
  const shown = pages > MANY ? matching.slice(0, MANY) : all;
  if (shown.length === 0) return null;
  return (
    <nav className={styles.outline} aria-label="Pages">
      <ol className={styles.pages}>
        {shown.map((number) => (
          <li key={number}>
            <button
              type="button"
              className={styles.page}
              aria-current={number === page ? 'page' : undefined}
              aria-label={matching.includes(number) ? `Page ${number}, has matches` : `Page ${number}`}
              data-match={matching.includes(number) || undefined}
              onClick={() => onPage(number)}
            >
              {number}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function jumpTo(place: number): void {
  const heading = document.getElementById(`section-${place}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
