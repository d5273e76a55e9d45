import type { Run } from '../../../server/contract/admin.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './last-run.module.css';
import { changesInWords, stateWord } from './run-words.ts';
import { words } from './runs.words.ts';

/** What is happening, or what happened last. How much there will be is not known before the end, so the bar has no length. */
export function LastRun({ run }: { run: Run }) {
  const isRunning = run.state === 'running';
  return (
    <div className={styles.run} data-state={run.state}>
      <p className={styles.line}>
        <span className={styles.state}>{stateWord(run)}</span>
        <span>{changesInWords(run)}</span>
        {run.finishedAt === null ? null : (
          <span className={styles.when}>
            <RelativeTime at={run.finishedAt} />
          </span>
        )}
      </p>
      {isRunning ? <progress className={styles.progress} aria-label={words().running} /> : null}
      {isRunning && run.progress.current ? <p className={styles.current}>{run.progress.current}</p> : null}
      {run.message === null ? null : <p className={styles.message}>{run.message}</p>}
    </div>
  );
}
