import type { ThroughputResponse } from '../../../server/contract/sources.ts';
import chart from '../../components/chart.module.css';
import { Table } from '../../components/table.tsx';
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
    <figure className={`${chart.chart} ${styles.chart}`}>
      <figcaption>
        <h3 className={chart.title}>{t.speed}</h3>
        <p className={chart.hint}>{t.speedHint}</p>
      </figcaption>
      <div className={chart.plot} aria-hidden="true">
        <span className={chart.top}>{t.perMinute(top)}</span>
        <svg
          className={chart.drawing}
          viewBox={`0 0 ${Math.max(MOST, runs.length) * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          <title>{t.speed}</title>
          {runs.map((run, position) => (
            <Bar key={run.run} run={run} position={position} top={top} />
          ))}
        </svg>
      </div>
      <details>
        <summary className={chart.summary}>{t.asTable}</summary>
        <Table
          columns={[t.speedColumns.run, { number: t.speedColumns.seen }, { number: t.speedColumns.speed }]}
          rows={runs.map(({ run, startedAt, seen, perMinute }) => ({
            key: run,
            cells: [exactMoment(new Date(startedAt)), formatCount(seen), formatCount(perMinute)],
          }))}
        />
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
      className={`${chart.bar} ${styles.bar}`}
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
