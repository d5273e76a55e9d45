import { type KeyboardEvent, useId, useRef, useState } from 'react';
import styles from '../../components/chart.module.css';
import { Table, type TableFacts } from '../../components/table.tsx';
import { formatCount } from '../../lib/numbers.ts';
import { words } from './words.ts';

export interface Column {
  key: string;
  /** All of it in words: read out, and shown while it is pointed at. */
  said: string;
  /** Of each line or bar; null where nothing may be told. */
  values: readonly (number | null)[];
}

interface ChartProps {
  title: string;
  hint?: string;
  shape: 'bars' | 'lines';
  columns: readonly Column[];
  /** Of the highest value; a plain number unless told otherwise. */
  format?: (value: number) => string;
  /** Names of the lines, in the order of the values. */
  lines?: readonly string[];
  /** Written below: of the first and of the last column. */
  ends: readonly [string, string];
  /** The same as rows. */
  table: TableFacts;
}

const HEIGHT = 100;
const WIDTH = 10;

/**
 * A chart that can be read in three ways: by looking, by pointing at or walking through its columns (one stop for the tab key, the
 * arrows inside), and as a table.
 */
export function Chart({ title, hint, shape, columns, format = formatCount, lines, ends, table }: ChartProps) {
  const t = words();
  const heading = useId();
  const drawing = useRef<SVGGElement>(null);
  const [stop, setStop] = useState(0);
  const [shown, setShown] = useState<number>();
  const top = Math.max(1, ...columns.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const heightOf = (value: number) => (value / top) * HEIGHT;
  const onKeyDown = (event: KeyboardEvent) => {
    const last = columns.length - 1;
    const to = { ArrowRight: Math.min(stop + 1, last), ArrowLeft: Math.max(stop - 1, 0), Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    const column = drawing.current?.children[to];
    if (column instanceof SVGElement) column.focus();
  };
  return (
    <figure className={styles.chart} aria-labelledby={heading}>
      <figcaption>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </figcaption>
      <p className="visually-hidden">{t.keys}</p>
      {lines ? <Legend lines={lines} /> : null}
      <div className={styles.plot}>
        <span className={styles.top}>{format(top)}</span>
        <svg
          className={styles.drawing}
          viewBox={`0 0 ${columns.length * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden={columns.length === 0}
        >
          <title>{title}</title>
          {shape === 'lines' ? <Lines columns={columns} heightOf={heightOf} /> : null}
          <g ref={drawing}>
            {columns.map(({ key, said, values }, position) => (
              // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawing that is walked through by keys
              <g
                key={key}
                role="img"
                aria-label={said}
                tabIndex={position === stop ? 0 : -1}
                className={styles.column}
                onKeyDown={onKeyDown}
                onFocus={() => setShown(position)}
                onBlur={() => setShown(undefined)}
                onMouseEnter={() => setShown(position)}
                onMouseLeave={() => setShown(undefined)}
              >
                <rect className={styles.field} x={position * WIDTH} y={0} width={WIDTH} height={HEIGHT} />
                {shape === 'bars' ? <Bar value={values[0] ?? null} position={position} heightOf={heightOf} /> : null}
              </g>
            ))}
          </g>
        </svg>
      </div>
      <p className={styles.axis} aria-hidden="true">
        {shown === undefined ? (
          <>
            <span>{ends[0]}</span>
            <span>{ends[1]}</span>
          </>
        ) : (
          <span className={styles.said}>{columns[shown]?.said}</span>
        )}
      </p>
      <details>
        <summary className={styles.summary}>{t.asTable}</summary>
        <Table aria-labelledby={heading} {...table} />
      </details>
    </figure>
  );
}

interface BarProps {
  value: number | null;
  position: number;
  heightOf: (value: number) => number;
}

/** Where nothing may be told stands a low stub, not a gap: somebody may well have searched. */
function Bar({ value, position, heightOf }: BarProps) {
  const height = value === null ? 3 : Math.max(value > 0 ? 1.5 : 0, heightOf(value));
  const x = position * WIDTH + WIDTH * 0.14;
  return (
    <rect className={value === null ? styles.few : styles.bar} x={x} y={HEIGHT - height} width={WIDTH * 0.72} height={height} />
  );
}

/** A line ends where nothing may be told, and begins anew after it. */
function Lines({ columns, heightOf }: { columns: readonly Column[]; heightOf: (value: number) => number }) {
  const count = columns[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, line) => {
    const pieces: string[] = [];
    let isDown = false;
    columns.forEach(({ values }, position) => {
      const value = values[line] ?? null;
      if (value !== null) pieces.push(`${isDown ? 'L' : 'M'}${(position + 0.5) * WIDTH} ${HEIGHT - heightOf(value)}h0`);
      isDown = value !== null;
    });
    // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name
    return <path key={line} className={styles.line} data-line={line} d={pieces.join('')} />;
  });
}

function Legend({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={styles.legend}>
      {lines.map((name, line) => (
        <li key={name}>
          <svg className={styles.key} viewBox="0 0 24 4" aria-hidden="true">
            <path className={styles.line} data-line={line} d="M0 2H24" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
