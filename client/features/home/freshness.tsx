import type { HomeResponse } from '../../../server/contract/home.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './freshness.module.css';
import { words } from './words.ts';

/** The source of what employees write, which nobody has named. */
const WRITTEN = 'atrium';

/** How fresh each source is of which one may find something. */
export function Freshness({ sources }: { sources: HomeResponse['freshness'] }) {
  const t = words();
  if (sources.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t.fresh}>
      {sources.map(({ source, completedAt, isStale }) => (
        <li key={source} className={styles.source} data-stale={isStale || completedAt === null || undefined}>
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.name}>{source === WRITTEN ? t.writtenHere : source}</span>
          {completedAt === null ? (
            <span>{t.notYet}</span>
          ) : (
            <span>
              {t.readAt} <RelativeTime at={completedAt} />
              {isStale ? `, ${t.isStale}` : ''}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
