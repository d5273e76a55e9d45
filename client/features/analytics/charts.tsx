import type { AnalyticsReport } from '../../../server/contract/analytics.ts';
import { exactDay } from '../../lib/dates.ts';
import { formatCount } from '../../lib/numbers.ts';
import styles from './analytics-page.module.css';
import { Chart } from './chart.tsx';
import { words } from './words.ts';

/** How much, how fast, and what is opened. */
export function Charts({ report }: { report: AnalyticsReport }) {
  const t = words();
  return (
    <div className={styles.charts}>
      <Volume report={report} />
      <Times report={report} />
      {report.positions.length === 0 ? null : <Positions positions={report.positions} />}
      <div className={styles.shares}>
        <Shares title={t.types} items={report.types} nameOf={(type) => t.typeNames[type] ?? type} />
        <Shares title={t.sources} items={report.sources} nameOf={(source) => source} />
      </div>
    </div>
  );
}

function Volume({ report: { days, fewestPeople } }: { report: AnalyticsReport }) {
  const t = words();
  const columns = days.map(({ day, searches }) => ({
    key: day,
    said: t.volumeAt(exactDay(day), searches, fewestPeople),
    values: [searches],
  }));
  return (
    <Chart
      title={t.volume}
      shape="bars"
      columns={columns}
      ends={endsOf(days)}
      table={{
        columns: [t.day, { number: t.searches }],
        rows: days.map(({ day, searches }) => ({
          key: day,
          cells: [exactDay(day), searches === null ? t.few(fewestPeople) : formatCount(searches)],
        })),
      }}
    />
  );
}

function Times({ report: { days, fewestPeople } }: { report: AnalyticsReport }) {
  const t = words();
  const names = [t.half, t.most, t.slowest];
  const columns = days.map(({ day, times }) => ({
    key: day,
    said: times ? t.timesAt(exactDay(day), times.half, times.most, times.slowest) : t.volumeAt(exactDay(day), null, fewestPeople),
    values: times ? [times.half, times.most, times.slowest] : [null, null, null],
  }));
  return (
    <Chart
      title={t.times}
      shape="lines"
      lines={names}
      columns={columns}
      format={t.ms}
      ends={endsOf(days)}
      table={{
        columns: [t.day, ...names.map((name) => ({ number: t.within(name) }))],
        rows: columns.map(({ key, values }) => ({
          key,
          cells: [exactDay(key), ...values.map((value) => (value === null ? '–' : t.ms(value)))],
        })),
      }}
    />
  );
}

function endsOf(days: AnalyticsReport['days']): [string, string] {
  const [first, last] = [days.at(0), days.at(-1)];
  return [first ? exactDay(first.day) : '', last && last !== first ? exactDay(last.day) : ''];
}

const PLACES = 11;

function Positions({ positions }: Pick<AnalyticsReport, 'positions'>) {
  const t = words();
  const clicksOf = new Map(positions.map(({ value, clicks }) => [value, clicks]));
  const places = Array.from({ length: PLACES }, (_, n) => String(n + 1)).map((value) => ({
    value,
    name: value === String(PLACES) ? t.beyond : value,
    clicks: clicksOf.get(value) ?? null,
  }));
  const columns = places.map(({ value, name, clicks }) => ({
    key: value,
    said: clicks === null ? `${t.place} ${name}: –` : t.placeAt(name, clicks),
    values: [clicks],
  }));
  return (
    <Chart
      title={t.positions}
      hint={t.positionsHint}
      shape="bars"
      columns={columns}
      ends={['1', t.beyond]}
      table={{
        columns: [t.place, { number: t.clicks }],
        rows: places.map(({ value, name, clicks }) => ({
          key: value,
          cells: [name, clicks === null ? '–' : formatCount(clicks)],
        })),
      }}
    />
  );
}

interface SharesProps {
  title: string;
  items: AnalyticsReport['types'];
  nameOf: (value: string) => string;
}

/** Few enough to be a list: the bar is only a picture of the number beside it. */
function Shares({ title, items, nameOf }: SharesProps) {
  const most = Math.max(1, ...items.map(({ clicks }) => clicks));
  if (items.length === 0) return null;
  return (
    <section className={styles.share}>
      <h2 className={styles.title}>{title}</h2>
      <ul className={styles.bars}>
        {items.map(({ value, clicks }) => (
          <li key={value} className={styles.barRow}>
            <span>{nameOf(value)}</span>
            <span className={styles.number}>{formatCount(clicks)}</span>
            <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(clicks / most) * 100} height="1" />
            </svg>
          </li>
        ))}
      </ul>
    </section>
  );
}
