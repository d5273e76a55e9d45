import type { KeyboardEvent, PointerEvent } from 'react';
import type { DocumentMatches } from '../../../server/contract/documents.ts';
import styles from './minimap.module.css';
import type { Place } from './place.ts';
import type { Matches } from './use-matches.ts';
import { words } from './words.ts';

interface MinimapProps {
  place: Place;
  found: DocumentMatches['matches'];
  matches: Matches;
  onPage: (page: number) => void;
}

/** A place to go to: a page with matches, or, where there is but one page, a match. */
interface Stop {
  /** From the top, as a share of the whole document. */
  at: number;
  /** 0 to 1: the fullest has one. */
  weight: number;
  name: string;
  isHere: boolean;
  go: () => void;
}

/** Where in the whole document the words stand, beside what one reads. One stop for the Tab key; arrows go from stop to stop. */
export function Minimap({ place, found, matches, onPage }: MinimapProps) {
  const stops = stopsOf({ place, found, matches, onPage });
  if (stops.length === 0) return <div className={styles.rail} data-empty aria-hidden="true" />;
  const current = Math.max(
    0,
    stops.findLastIndex((stop) => stop.isHere),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: current + 1, ArrowRight: current + 1, ArrowUp: current - 1, ArrowLeft: current - 1 }[event.key];
    const wanted = { Home: 0, End: stops.length - 1 }[event.key] ?? next;
    if (wanted === undefined) return;
    event.preventDefault();
    stops[Math.min(Math.max(wanted, 0), stops.length - 1)]?.go();
  };
  return (
    <div
      className={styles.rail}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words().minimap}
      aria-valuemin={1}
      aria-valuemax={stops.length}
      aria-valuenow={current + 1}
      aria-valuetext={stops[current]?.name}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => nearest(stops, shareOf(event))?.go()}
    >
      <Here place={place} />
      {stops.map((stop) => (
        <span
          key={stop.at}
          className={styles.stop}
          data-here={stop.isHere || undefined}
          title={stop.name}
          style={{ top: `${stop.at * 100}%`, width: `${35 + 65 * stop.weight}%` }}
        />
      ))}
    </div>
  );
}

function Here({ place: { page, pages } }: { place: Place }) {
  if (page === null || pages === null) return null;
  return <span className={styles.here} style={{ top: `${((page - 1) / pages) * 100}%`, height: `${100 / pages}%` }} />;
}

function stopsOf({ place, found, matches, onPage }: MinimapProps): Stop[] {
  const { page, pages, unit } = place;
  if (page === null || pages === null) {
    return matches.places.map((at, match) => ({
      at,
      weight: 0.5,
      name: words().matchNumber(match + 1, matches.count),
      isHere: match === matches.current,
      go: () => matches.jump(match),
    }));
  }
  const most = Math.max(...found.map(({ count }) => count), 1);
  return found.map((hit) => ({
    at: (hit.page - 0.5) / pages,
    weight: hit.count / most,
    name: words().stop(words().pageNumber(hit.page, unit), hit.count),
    isHere: hit.page === page,
    go: () => onPage(hit.page),
  }));
}

function shareOf(event: PointerEvent<HTMLElement>): number {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return (event.clientY - top) / height;
}

function nearest(stops: readonly Stop[], share: number): Stop | undefined {
  return stops.toSorted((a, b) => Math.abs(a.at - share) - Math.abs(b.at - share))[0];
}
