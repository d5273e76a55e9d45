import type { SearchResponse } from '../../../server/contract/search.ts';
import { exactDate, relativeDate } from '../../lib/dates.ts';
import styles from './freshness-line.module.css';
import { words } from './words.ts';

/** How fresh an answer is: as old as the source that was read longest ago. */
export function FreshnessLine({ freshness }: { freshness: SearchResponse['freshness'] }) {
  if (freshness.length === 0) return null;
  const unread = freshness.filter((source) => source.completedAt === null).map((source) => source.source);
  const dates = freshness.flatMap((source) => (source.completedAt === null ? [] : [new Date(source.completedAt)]));
  const oldest = dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
  const details = freshness
    .map(({ source, completedAt }) => `${source}: ${completedAt ? exactDate(new Date(completedAt)) : words().notRead}`)
    .join('\n');
  return (
    <p className={styles.line} title={details} data-stale={unread.length > 0 || undefined}>
      <span className={styles.dot} aria-hidden="true" />
      {oldest ? words().checked(relativeDate(oldest, new Date())) : null}
      {unread.length > 0 ? <span>{words().stillRead(unread.join(', '))}</span> : null}
    </p>
  );
}
