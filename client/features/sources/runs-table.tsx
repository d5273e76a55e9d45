import type { Run } from '../../../server/contract/admin.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import table from '../../components/table.module.css';
import { formatCount } from '../../lib/numbers.ts';
import { stateWord } from './run-words.ts';
import { words } from './runs.words.ts';
import styles from './runs-table.module.css';
import { useRuns } from './use-sources.ts';

const SHOWN = 10;

/** The last runs: what they brought, changed and took away. */
export function RunsTable({ source }: { source: string }) {
  const t = words();
  const answer = useRuns(source);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return null;
  const runs = answer.data.items.slice(0, SHOWN);
  if (runs.length === 0) return <p className={styles.none}>{t.noRuns}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
    <section className={table.scroll} tabIndex={0} aria-label={t.runs}>
      <table className={`${table.table} ${styles.runs}`}>
        <thead>
          <tr>
            <th scope="col">{t.runColumns.when}</th>
            <th scope="col">{t.runColumns.state}</th>
            <th scope="col" className={table.number}>
              + {t.runColumns.added}
            </th>
            <th scope="col" className={table.number}>
              ~ {t.runColumns.changed}
            </th>
            <th scope="col" className={table.number}>
              − {t.runColumns.removed}
            </th>
            <th scope="col" className={table.number}>
              {t.runColumns.took}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <RelativeTime at={run.startedAt} />
              </th>
              <td>
                {stateWord(run)}
                {run.message === null || run.state === 'complete' ? null : <span className={table.hint}>{run.message}</span>}
              </td>
              <td className={table.number}>{formatCount(run.progress.added)}</td>
              <td className={table.number}>{formatCount(run.progress.changed)}</td>
              <td className={table.number}>{formatCount(run.progress.removed)}</td>
              <td className={table.number}>{tookInWords(run)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function tookInWords({ startedAt, finishedAt }: Run): string {
  if (finishedAt === null) return '–';
  const t = words();
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 90 ? t.seconds(Math.max(1, seconds)) : t.minutes(seconds / 60);
}
