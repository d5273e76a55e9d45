import type { DryRun } from '../../../../server/contract/sources.ts';
import { Button } from '../../../components/button.tsx';
import { formatCount } from '../../../lib/numbers.ts';
import { toRequest } from './draft.ts';
import { words as previewWords } from './preview.words.ts';
import { StepHead } from './step-head.tsx';
import type { StepProps } from './steps.ts';
import styles from './trial-step.module.css';
import { useDryRun } from './use-drafts.ts';
import wizard from './wizard.module.css';
import { words } from './words.ts';

/** What a run would do, watched while it finds out. */
export function TrialStep({ draft, form, next }: StepProps) {
  const t = words();
  const { run, error, isStarting, start, cancel } = useDryRun();
  const isRunning = run?.state === 'running';
  const isOver = run !== undefined && !isRunning;
  return (
    <section aria-labelledby="step">
      <StepHead title={t.titles.trial} hint={t.hints.trial} />
      <div className={wizard.card}>
        {run ? <Outcome run={run} /> : null}
        {error ? (
          <p className={wizard.problem} role="alert">
            {error.message}
          </p>
        ) : null}
        <div className={wizard.actions}>
          {isRunning ? (
            <Button look="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              {t.trialCancel}
            </Button>
          ) : null}
          {isOver ? null : (
            <Button look="plain" onClick={next}>
              {t.trialSkip}
            </Button>
          )}
          {isRunning ? null : (
            <Button
              look={isOver ? 'quiet' : 'primary'}
              disabled={isStarting}
              onClick={() => start.mutate(toRequest(draft, form))}
            >
              {isOver ? t.trialAgain : t.trialStart}
            </Button>
          )}
          {isOver ? (
            <Button look="primary" onClick={next}>
              {t.next}
            </Button>
          ) : null}
        </div>
      </div>
    </section>
  );
}

function Outcome({ run: { state, message, progress } }: { run: DryRun }) {
  const t = words();
  const facts = [
    { sign: '+', name: t.added, count: progress.added },
    { sign: '~', name: t.changed, count: progress.changed },
    { sign: '−', name: t.removed, count: progress.removed + progress.held },
  ];
  return (
    <div className={styles.outcome}>
      <p role="status" className={styles.state} data-state={state}>
        {t.trialStates[state]}
      </p>
      <dl className={styles.facts}>
        {facts.map(({ sign, name, count }) => (
          <div key={sign}>
            <dt>{name}</dt>
            <dd>
              <span aria-hidden="true">{sign}</span> {formatCount(count)}
            </dd>
          </div>
        ))}
      </dl>
      <p className={wizard.quiet}>
        {t.seen(progress.seen)}
        {progress.excluded > 0 ? ` · ${previewWords().excluded(progress.excluded)}` : ''}
        {progress.failed + progress.unreadable > 0 ? ` · ${t.trialFailed(progress.failed + progress.unreadable)}` : ''}
      </p>
      {state === 'running' ? <progress className={styles.progress} aria-label={t.trialStates.running} /> : null}
      {message === null ? null : <p>{message}</p>}
    </div>
  );
}
