import { FolderOpen, PenLine, Users } from 'lucide-react';
import { Link } from 'react-router';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Badge } from '../../components/badge.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { paths } from '../../paths.ts';
import { changesInWords, stateWord } from './run-words.ts';
import { words as runWords } from './runs.words.ts';
import styles from './source-row.module.css';
import { healthOf, stateInWords } from './source-state.ts';
import { words } from './words.ts';

/** A source in the list: how it is in a sentence, and the way to its page. */
export function SourceRow({ source }: { source: SourceStatus }) {
  const t = words();
  const { id, location, lastRun, counts, lastCompleteAt } = source;
  const health = healthOf(source);
  return (
    <li className={styles.row} data-health={health}>
      <SourceIcon source={source} />
      <div className={styles.words}>
        <h2 className={styles.name}>
          <Link to={paths.source(id)}>{id}</Link>
          {health === 'good' ? null : <Badge look={health}>{t.attention}</Badge>}
        </h2>
        <p className={styles.location}>{location}</p>
        <p className={styles.state}>{stateInWords(source)}</p>
        {lastRun?.state === 'running' ? (
          <>
            <p className={styles.progress}>
              {stateWord(lastRun)}: {changesInWords(lastRun)}
            </p>
            <progress className={styles.bar} aria-label={runWords().running} />
          </>
        ) : null}
      </div>
      <p className={styles.facts}>
        <strong>{t.items(counts.indexed)}</strong>
        <span>{lastCompleteAt === null ? t.never : <RelativeTime at={lastCompleteAt} />}</span>
      </p>
    </li>
  );
}

export function SourceIcon({ source: { holds, managedBy } }: { source: SourceStatus }) {
  const Icon = holds === 'people' ? Users : managedBy === 'atrium' ? PenLine : FolderOpen;
  return (
    <span className={styles.icon}>
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}
