import { Cpu, Database, FileText, HardDrive, ListOrdered, type LucideIcon, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Health, Operations } from '../../../server/contract/operations.ts';
import { Badge, type BadgeLook } from '../../components/badge.tsx';
import { Field } from '../../components/field.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { LOG_LEVELS } from './log-levels.ts';
import styles from './operations.module.css';
import { useLogLevel, useOperations } from './use-operations.ts';
import { words } from './words.ts';

export function HealthPart() {
  const answer = useOperations();
  const isLate = useLater(answer.isPending);
  if (answer.isError && !answer.data) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={4} /> : null;
  return (
    <>
      <Pieces found={answer.data} />
      <Log {...answer.data.log} />
      <About found={answer.data} />
    </>
  );
}

function Pieces({ found }: { found: Operations }) {
  const t = words();
  const { meilisearch, meaning, extraction, disk, queue } = found;
  const queueHealth = queue.held > 0 ? 'attention' : 'good';
  return (
    <ul className={styles.pieces}>
      <Piece icon={Database} name={t.meilisearch} health={meilisearch.health}>
        <p>{t.meilisearchIs(meilisearch.kind, meilisearch.version)}</p>
        {meilisearch.health === 'bad' ? <p>{meilisearch.message}</p> : null}
        {meilisearch.size === null ? null : <p>{t.indexSize(meilisearch.size)}</p>}
        {meilisearch.waiting === null ? null : <p>{t.waitingTasks(meilisearch.waiting)}</p>}
      </Piece>
      <Piece icon={Sparkles} name={t.meaning} health={meaning.health}>
        <p>
          {meaning.provider}: {meaning.health === 'bad' ? meaning.message : t.meanings[meaning.state]}
        </p>
        {meaning.health === 'off' ? null : <p>{t.vectors(meaning.done, meaning.waiting)}</p>}
      </Piece>
      <Piece icon={FileText} name={t.extraction} health={extraction.health}>
        <p>{t.extractionIs(extraction.running, extraction.most, extraction.busy)}</p>
        {extraction.hanging > 0 ? <p>{t.hanging(extraction.hanging)}</p> : null}
      </Piece>
      <Piece icon={HardDrive} name={t.disk} health={disk.health}>
        <p>{t.diskIs(disk.free, disk.total, disk.used)}</p>
        <svg className={styles.gauge} data-health={disk.health} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={100 - (disk.free / disk.total) * 100} height="1" />
        </svg>
      </Piece>
      <Piece icon={ListOrdered} name={t.queue} health={queueHealth}>
        <p>{t.queueIs(queue.runs, queue.pending)}</p>
        {queue.failed > 0 ? <p>{t.queueFailed(queue.failed)}</p> : null}
        {queue.held > 0 ? <p>{t.queueHeld(queue.held)}</p> : null}
      </Piece>
    </ul>
  );
}

const LOOKS: Record<Health, BadgeLook> = { good: 'good', attention: 'attention', bad: 'bad', off: 'plain' };

interface PieceProps {
  icon: LucideIcon;
  name: string;
  health: Health;
  children: ReactNode;
}

function Piece({ icon: Icon, name, health, children }: PieceProps) {
  return (
    <li className={styles.piece}>
      <div className={styles.pieceHead}>
        <Icon size={18} aria-hidden="true" />
        <h2 className={styles.pieceName}>{name}</h2>
        <Badge look={LOOKS[health]}>{words().healths[health]}</Badge>
      </div>
      <div className={styles.facts}>{children}</div>
    </li>
  );
}

function Log({ level, configured }: Operations['log']) {
  const t = words();
  const change = useLogLevel();
  return (
    <section className={styles.section} aria-labelledby="log">
      <h2 id="log" className={styles.title}>
        {t.log}
      </h2>
      <div className={styles.narrow}>
        <Field
          label={t.logLevel}
          hint={level === configured ? t.logLead : `${t.logLead} ${t.logConfigured(t.logLevels[configured])}`}
        >
          <select
            value={level}
            disabled={change.isPending}
            onChange={(event) => {
              const next = LOG_LEVELS.find((one) => one === event.target.value);
              if (next) change.mutate(next);
            }}
          >
            {LOG_LEVELS.map((one) => (
              <option key={one} value={one}>
                {t.logLevels[one]}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <p role="status" className={styles.status}>
        {change.isSuccess ? t.logChanged : null}
      </p>
    </section>
  );
}

function About({ found: { version, node, startedAt, memory } }: { found: Operations }) {
  const t = words();
  return (
    <p className={styles.about}>
      <Cpu size={15} aria-hidden="true" />
      <span>
        {t.version(version, node)}, {t.memory(memory)}. {t.startedAt} <RelativeTime at={startedAt} />.
      </span>
    </p>
  );
}
