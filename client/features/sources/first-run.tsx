import type { SourceStatus } from '../../../server/contract/admin.ts';
import { ButtonLink } from '../../components/button.tsx';
import { useSetup } from '../../hooks/use-setup.ts';
import { paths } from '../../paths.ts';
import styles from './first-run.module.css';
import { words } from './runs.words.ts';

/** The first run of a source that was just published, up to the moment when it can be searched. */
export function FirstRun({ source }: { source: SourceStatus }) {
  const t = words();
  const setup = useSetup();
  const { id, holds, lastRun, counts, managedBy } = source;
  const isGoing = lastRun === null || lastRun.state === 'running';
  const isDone = lastRun?.state === 'complete' || lastRun?.state === 'partial';
  const state = isGoing ? 'running' : isDone ? 'done' : 'failed';
  const seen = lastRun?.progress.seen ?? 0;
  return (
    <section className={styles.first} data-state={state}>
      <p className={styles.title} role="status">
        {t.firstTitles[state]}
      </p>
      {isGoing ? (
        <>
          <p>{holds === 'people' ? t.firstPeople(seen) : t.firstFiles(seen)}</p>
          <progress className={styles.progress} aria-label={t.firstTitles.running} />
        </>
      ) : null}
      {isDone ? <p>{t.firstFound(counts.indexed)}</p> : null}
      {state === 'failed' && lastRun?.message ? <p>{lastRun.message}</p> : null}
      {isGoing ? null : (
        <div className={styles.actions}>
          {isDone ? (
            <ButtonLink look="primary" to={holds === 'people' ? paths.people() : paths.folder(id, '')}>
              {t.searchNow}
            </ButtonLink>
          ) : null}
          {state === 'failed' && managedBy === 'console' ? (
            <ButtonLink look="primary" to={paths.editSource(id)}>
              {t.fix}
            </ButtonLink>
          ) : null}
          {setup.data?.isMine ? <ButtonLink to={paths.setup}>{t.goOnSetup}</ButtonLink> : null}
        </div>
      )}
    </section>
  );
}
