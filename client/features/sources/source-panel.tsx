import { FolderOpen, Play, RefreshCw, Square, TestTube2, Users } from 'lucide-react';
import { useState } from 'react';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatCount } from '../../lib/numbers.ts';
import { CanaryNote, isAlarmed } from './canary-note.tsx';
import { Failures } from './failures.tsx';
import { HeldRemovals } from './held-removals.tsx';
import { IndexNote } from './index-note.tsx';
import { LastRun } from './last-run.tsx';
import styles from './source-panel.module.css';
import { Unresolved } from './unresolved.tsx';
import { type SourceCommand, useSourceCommand } from './use-sources.ts';

/** One source: how it is in a sentence, what it holds, what it is doing, and what needs a decision. */
export function SourcePanel({ source }: { source: SourceStatus }) {
  const command = useSourceCommand(source.id);
  const isRunning = source.lastRun?.state === 'running';
  const Icon = source.kind === 'ldap' ? Users : FolderOpen;
  return (
    <section className={styles.panel} aria-labelledby={`source-${source.id}`} data-health={healthOf(source)}>
      <header className={styles.head}>
        <span className={styles.icon}>
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
        </span>
        <div className={styles.words}>
          <h2 id={`source-${source.id}`} className={styles.name}>
            {source.id} <span className={styles.kind}>{source.kind}</span>
          </h2>
          <p className={styles.location}>{source.location}</p>
        </div>
        <Commands isRunning={isRunning} isBusy={command.isPending} onCommand={(name) => command.mutate(name)} />
      </header>
      <p className={styles.summary}>{source.summary}</p>
      {command.isError ? (
        <p className={styles.error} role="alert">
          {command.error.message}
        </p>
      ) : null}
      {source.lastRun ? <LastRun run={source.lastRun} /> : null}
      {source.held ? (
        <HeldRemovals
          held={source.held}
          isBusy={command.isPending}
          onConfirm={() => command.mutate('confirm')}
          onRestore={() => command.mutate('restore')}
        />
      ) : null}
      {source.index ? <IndexNote index={source.index} /> : null}
      {source.canary && source.lastRun ? <CanaryNote canary={source.canary} /> : null}
      {source.unresolvedPrincipals ? <Unresolved {...source.unresolvedPrincipals} /> : null}
      <Counts source={source} />
      <FailuresPart source={source} />
    </section>
  );
}

interface CommandsProps {
  isRunning: boolean;
  isBusy: boolean;
  onCommand: (command: SourceCommand) => void;
}

function Commands({ isRunning, isBusy, onCommand }: CommandsProps) {
  if (isRunning) {
    return (
      <div className={styles.commands}>
        <Button look="danger" disabled={isBusy} onClick={() => onCommand('cancel')}>
          <Square size={15} aria-hidden="true" /> Cancel
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.commands}>
      <Button
        look="plain"
        disabled={isBusy}
        onClick={() => onCommand('dry-run')}
        title="Show what a run would change, and change nothing"
      >
        <TestTube2 size={16} aria-hidden="true" /> Dry run
      </Button>
      <Button look="plain" disabled={isBusy} onClick={() => onCommand('full')} title="Read everything again, changed or not">
        <RefreshCw size={16} aria-hidden="true" /> Read all again
      </Button>
      <Button disabled={isBusy} onClick={() => onCommand('run')}>
        <Play size={15} aria-hidden="true" /> Run now
      </Button>
    </div>
  );
}

function Counts({ source: { counts, lastCompleteAt, nextRunAt } }: { source: SourceStatus }) {
  const facts = [
    ['Searchable', counts.indexed],
    ['Partly read', counts.partial],
    ['Left out by rules', counts.excluded],
    ['Failed', counts.failed],
    ['Waiting', counts.pending],
  ] as const;
  return (
    <dl className={styles.counts}>
      {facts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
      <div>
        <dt>Last complete</dt>
        <dd>{lastCompleteAt === null ? 'Never' : <RelativeTime at={lastCompleteAt} />}</dd>
      </div>
      <div>
        <dt>Next run</dt>
        <dd>{nextRunAt === null ? 'By hand' : <RelativeTime at={nextRunAt} />}</dd>
      </div>
    </dl>
  );
}

function FailuresPart({ source }: { source: SourceStatus }) {
  const [isOpen, setOpen] = useState(false);
  const { failed, partial, excluded } = source.counts;
  if (failed + partial + excluded === 0) return null;
  return (
    <div>
      <Button look="plain" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide what is missing' : 'Show what is missing, and why'}
      </Button>
      {isOpen ? <Failures source={source.id} /> : null}
    </div>
  );
}

function healthOf({ held, lastRun, canary }: SourceStatus): 'good' | 'attention' | 'bad' {
  if (lastRun?.state === 'failed' || isAlarmed(canary)) return 'bad';
  return held !== null || lastRun?.state === 'partial' ? 'attention' : 'good';
}
