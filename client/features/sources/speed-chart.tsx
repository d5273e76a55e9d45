import type { ThroughputResponse } from '../../../server/contract/sources.ts';
import table from '../../components/table.module.css';
import { exactMoment } from '../../lib/dates.ts';
import { formatCount } from '../../lib/numbers.ts';
import { words } from './runs.words.ts';
import styles from './speed-chart.module.css';
import { useThroughput } from './use-sources.ts';

/** Room for as many as there are told at most, so that two bars are not walls. */
const MOST = 12;
const WIDTH = 10;
const HEIGHT = 100;

type Run = ThroughputResponse['runs'][number];

/** How fast the last runs were: to look at, and as a table for whoever does not see it. Of one run alone there is nothing to compare. */
export function SpeedChart({ source }: { source: string }) {
  const t = words();
  const { data } = useThroughput(source);
  const runs = data?.runs ?? [];
  if (runs.length < 2) return null;
  const top = Math.max(1, ...runs.map(({ perMinute }) => perMinute));
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h3 className={styles.title}>{t.speed}</h3>
        <p className={styles.hint}>{t.speedHint}</p>
      </figcaption>
      <div className={styles.plot} aria-hidden="true">
        <span className={styles.top}>{t.perMinute(top)}</span>
        <svg
          className={styles.drawing}
          viewBox={`0 0 ${Math.max(MOST, runs.length) * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          <title>{t.speed}</title>
          {runs.map((run, position) => (
            <Bar key={run.run} run={run} position={position} top={top} />
          ))}
        </svg>
      </div>
      <details className={styles.details}>
        <summary>{t.asTable}</summary>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t.speedColumns.run}</th>
              <th scope="col" className={table.number}>
                {t.speedColumns.seen}
              </th>
              <th scope="col" className={table.number}>
                {t.speedColumns.speed}
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ run, startedAt, seen, perMinute }) => (
              <tr key={run}>
                <th scope="row">{exactMoment(new Date(startedAt))}</th>
                <td className={table.number}>{formatCount(seen)}</td>
                <td className={table.number}>{formatCount(perMinute)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Bar({ run, position, top }: { run: Run; position: number; top: number }) {
  const t = words();
  const height = Math.max(run.perMinute > 0 ? 1.5 : 0, (run.perMinute / top) * HEIGHT);
  const when = exactMoment(new Date(run.startedAt));
  return (
    <rect
      className={styles.bar}
      data-state={run.state}
      x={position * WIDTH + WIDTH * 0.15}
      y={HEIGHT - height}
      width={WIDTH * 0.7}
      height={height}
    >
      <title>{t.speedSaid(when, t.seen(run.seen), t.perMinute(run.perMinute))}</title>
    </rect>
  );
}
