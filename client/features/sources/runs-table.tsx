import type { Run } from '../../../server/contract/admin.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import table from '../../components/table.module.css';
import { Table, TableHint } from '../../components/table.tsx';
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
      <Table
        className={styles.runs}
        columns={[
          t.runColumns.when,
          t.runColumns.state,
          { number: `+ ${t.runColumns.added}` },
          { number: `~ ${t.runColumns.changed}` },
          { number: `− ${t.runColumns.removed}` },
          { number: t.runColumns.took },
        ]}
        rows={runs.map((run) => ({
          key: run.id,
          cells: [
            <RelativeTime key="when" at={run.startedAt} />,
            <State key="state" run={run} />,
            formatCount(run.progress.added),
            formatCount(run.progress.changed),
            formatCount(run.progress.removed),
            tookInWords(run),
          ],
        }))}
      />
    </section>
  );
}

function State({ run }: { run: Run }) {
  return (
    <>
      {stateWord(run)}
      {run.message === null || run.state === 'complete' ? null : <TableHint>{run.message}</TableHint>}
    </>
  );
}

function tookInWords({ startedAt, finishedAt }: Run): string {
  if (finishedAt === null) return '–';
  const t = words();
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 90 ? t.seconds(Math.max(1, seconds)) : t.minutes(seconds / 60);
}
