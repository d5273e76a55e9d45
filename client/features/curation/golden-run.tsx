import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Table } from '../../components/table.tsx';
import styles from './curation.module.css';
import { GoldenQuery } from './golden-report.tsx';
import { useGoldenRun } from './use-curation.ts';
import { words } from './words.ts';

/** Asks all golden queries now, and says which hold. */
export function GoldenRunPanel() {
  const t = words();
  const run = useGoldenRun();
  return (
    <div className={styles.group}>
      <div className={styles.run}>
        <Button disabled={run.isPending} onClick={() => run.mutate()}>
          {run.isPending ? t.running : t.run}
        </Button>
        <p role="status">{run.data ? t.ran(run.data.failing, run.data.items.length) : null}</p>
      </div>
      {run.isError ? <ProblemMessage error={run.error} retry={() => run.mutate()} level={2} /> : null}
      {run.data ? (
        <Table
          aria-label={t.kinds.golden}
          columns={[t.query, { number: t.placeNow }, { number: t.promised }, t.effect]}
          rows={run.data.items.map(({ id, query, wanted, rank, worstRank, holds, problem }) => ({
            key: id ?? query,
            cells: [
              <GoldenQuery key={id} query={query} hint={problem ?? wanted.name} />,
              t.place(rank),
              t.promise(worstRank),
              <Badge key={id} look={holds ? 'good' : 'bad'}>
                {holds ? t.holds : t.fails}
              </Badge>,
            ],
          }))}
        />
      ) : null}
    </div>
  );
}
