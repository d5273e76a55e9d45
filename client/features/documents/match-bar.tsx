import { ChevronDown, ChevronUp } from 'lucide-react';
import styles from './match-bar.module.css';
import type { Place } from './place.ts';
import { isWithout, type Matches } from './use-matches.ts';
import { words } from './words.ts';

/** On a phone, where there is no room for the map: where the words stand, and on to the next of them, within reach of the thumb. */
export function MatchBar({ place, matches }: { place: Place; matches: Matches }) {
  if (isWithout(matches)) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={words().matches}>
      <Strip place={place} matches={matches} />
      <p className={styles.words} role="status">
        <span>
          {matches.count === 0 ? words().noneHere(place.unit) : words().matchHere((matches.current ?? 0) + 1, matches.count)}
        </span>
        <span className={styles.pages}>{amongPages(place, matches)}</span>
      </p>
      <button type="button" className={styles.step} aria-label={words().previousMatch} onClick={() => matches.step(-1)}>
        <ChevronUp size={20} aria-hidden="true" />
      </button>
      <button type="button" className={styles.step} aria-label={words().nextMatch} onClick={() => matches.step(1)}>
        <ChevronDown size={20} aria-hidden="true" />
      </button>
    </div>
  );
}

/** The map in one line, to be seen; what it shows is also said in words. */
function Strip({ place: { page, pages }, matches }: { place: Place; matches: Matches }) {
  const stops =
    page === null || pages === null
      ? matches.places.map((at, match) => ({ at, isHere: match === matches.current }))
      : matches.pages.map((stop) => ({ at: (stop - 0.5) / pages, isHere: stop === page }));
  return (
    <div className={styles.strip} aria-hidden="true">
      {stops.map(({ at, isHere }) => (
        <span key={at} className={styles.stop} data-here={isHere || undefined} style={{ left: `${at * 100}%` }} />
      ))}
    </div>
  );
}

function amongPages({ page, unit }: Place, { pages }: Matches): string | null {
  if (page === null || pages.length < 2) return null;
  const at = pages.toSorted((a, b) => a - b).indexOf(page);
  return at === -1 ? words().withMatches(pages.length, unit) : words().amongPages(at + 1, pages.length, unit);
}
