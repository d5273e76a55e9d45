import styles from './skeleton.module.css';

/** Keeps the room of what is on its way. Only shown when it takes long enough to notice; see `useLater`. */
export function Skeleton({ rows = 4, kind = 'list' }: { rows?: number; kind?: 'list' | 'page' }) {
  return (
    <div className={styles.skeleton} data-kind={kind}>
      <span className="visually-hidden" role="status">
        Loading
      </span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of nothing have no other identity
        <div key={row} className={styles.row} aria-hidden="true">
          <span className={styles.short} />
          <span className={styles.long} />
          <span className={styles.middle} />
        </div>
      ))}
    </div>
  );
}
