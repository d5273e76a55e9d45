import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import table from '../../components/table.module.css';
import styles from './curation.module.css';
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
        <table className={table.table} aria-label={t.kinds.golden}>
          <thead>
            <tr>
              <th scope="col">{t.query}</th>
              <th scope="col" className={table.number}>
                {t.placeNow}
              </th>
              <th scope="col" className={table.number}>
                {t.promised}
              </th>
              <th scope="col">{t.effect}</th>
            </tr>
          </thead>
          <tbody>
            {run.data.items.map(({ id, query, wanted, rank, worstRank, holds, problem }) => (
              <tr key={id}>
                <th scope="row">
                  {query}
                  <span className={table.hint}>{problem ?? wanted.name ?? t.gone}</span>
                </th>
                <td className={table.number}>{t.place(rank)}</td>
                <td className={table.number}>{t.promise(worstRank)}</td>
                <td>
                  <Badge look={holds ? 'good' : 'bad'}>{holds ? t.holds : t.fails}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}
