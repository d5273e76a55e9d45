import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { CanaryNote } from './canary-note.tsx';
import { Failures } from './failures.tsx';
import { FirstRun } from './first-run.tsx';
import { Freshness } from './freshness.tsx';
import { HeldRemovals } from './held-removals.tsx';
import { IndexNote } from './index-note.tsx';
import { LastRun } from './last-run.tsx';
import { words as runWords } from './runs.words.ts';
import { RunsTable } from './runs-table.tsx';
import { SourceCommands } from './source-commands.tsx';
import styles from './source-page.module.css';
import { SourceIcon } from './source-row.tsx';
import { SourceSettingsPart } from './source-settings.tsx';
import { healthOf, stateInWords } from './source-state.ts';
import { SpeedChart } from './speed-chart.tsx';
import { Unresolved } from './unresolved.tsx';
import { useRunStream, useSourceCommand, useSources } from './use-sources.ts';
import { WhereIs } from './where-is.tsx';
import { words } from './words.ts';

export function SourcePage() {
  const { id = '' } = useParams();
  return (
    <AdminPage title={id}>
      <Loader key={id} id={id} />
    </AdminPage>
  );
}

function Loader({ id }: { id: string }) {
  const t = words();
  const answer = useSources();
  useRunStream(answer.data !== undefined);
  const isLate = useLater(answer.isPending);
  const source = answer.data?.items.find((one) => one.id === id);
  if (source) return <OneSource source={source} />;
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} />;
  if (answer.isFetching) return isLate ? <Skeleton kind="page" /> : null;
  return (
    <Message title={t.notThere} actions={<ButtonLink to={paths.sources}>{t.back}</ButtonLink>}>
      {t.notThereHint}
    </Message>
  );
}

/** All there is to know of a source, what needs a decision first. */
function OneSource({ source }: { source: SourceStatus }) {
  const t = words();
  const [parameters] = useSearchParams();
  const command = useSourceCommand(source.id);
  const { held, lastRun, counts } = source;
  const isRunning = lastRun?.state === 'running';
  const said = stateInWords(source);
  const isSaid = held !== null || said.includes(lastRun?.message ?? '');
  return (
    <>
      <header className={styles.head} data-health={healthOf(source)}>
        <Link className={styles.back} to={paths.sources}>
          <ArrowLeft size={16} aria-hidden="true" /> {t.back}
        </Link>
        <SourceIcon source={source} />
        <div className={styles.words}>
          <h1 className={page.title}>{source.id}</h1>
          <p className={styles.location}>{source.location}</p>
        </div>
        {source.managedBy === 'atrium' ? null : (
          <SourceCommands isRunning={isRunning} isBusy={command.isPending} onCommand={(name) => command.mutate(name)} />
        )}
      </header>
      {parameters.has('begun') ? <FirstRun source={source} /> : null}
      <p className={styles.summary}>{said}</p>
      {command.isError ? (
        <p className={styles.error} role="alert">
          {command.error.message}
        </p>
      ) : null}
      {lastRun ? <LastRun run={isSaid ? { ...lastRun, message: null } : lastRun} /> : null}
      {held ? (
        <HeldRemovals
          held={held}
          isBusy={command.isPending}
          onConfirm={() => command.mutate('confirm')}
          onRestore={() => command.mutate('restore')}
        />
      ) : null}
      {source.index ? <IndexNote index={source.index} /> : null}
      {source.canary && lastRun ? <CanaryNote canary={source.canary} /> : null}
      {source.unresolvedPrincipals ? <Unresolved {...source.unresolvedPrincipals} /> : null}
      <Counts source={source} />
      {counts.failed + counts.partial + counts.excluded > 0 ? (
        <Part title={t.missing}>
          <Failures source={source.id} />
        </Part>
      ) : null}
      <Part title={t.freshness}>
        <Freshness source={source} />
      </Part>
      <Part title={runWords().runs}>
        <RunsTable source={source.id} />
        <SpeedChart source={source.id} />
      </Part>
      {source.holds === 'documents' ? <WhereIs /> : null}
      <Part title={t.settings}>
        <SourceSettingsPart source={source} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}

function Counts({ source: { counts, lastCompleteAt, nextRunAt } }: { source: SourceStatus }) {
  const t = words();
  const names = ['indexed', 'partial', 'excluded', 'failed', 'pending'] as const;
  return (
    <dl className={styles.counts}>
      {names.map((name) => (
        <div key={name}>
          <dt>{t.counts[name]}</dt>
          <dd>{formatCount(counts[name])}</dd>
        </div>
      ))}
      <div>
        <dt>{t.lastComplete}</dt>
        <dd>{lastCompleteAt === null ? t.never : <RelativeTime at={lastCompleteAt} />}</dd>
      </div>
      <div>
        <dt>{t.nextRun}</dt>
        <dd>{nextRunAt === null ? t.byHand : <RelativeTime at={nextRunAt} />}</dd>
      </div>
    </dl>
  );
}
