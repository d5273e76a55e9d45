import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { OrgCard } from './org-card.tsx';
import styles from './org-list.module.css';
import { type OrgModel, openRows, personAt } from './org-model.ts';
import { stepInList } from './org-steps.ts';
import { words } from './org-words.ts';
import { useFollowFocus } from './use-follow-focus.ts';
import type { OrgTreeState } from './use-org-state.ts';

/** Of a row; in rem, so that larger letters have larger rows. */
const ROW_REM = 3.25;
/** Rows beyond the edges, so that scrolling shows no gaps. */
const SPARE = 8;
/** Deeper levels are moved in no further: names must stay readable. */
const DEEPEST = 8;

interface OrgListProps {
  model: OrgModel;
  centre: number;
  state: OrgTreeState;
  search: string;
}

/** The chart as a list, for those whom a drawing does not serve: an ARIA tree of which only the rows in sight are there. */
export function OrgList({ model, centre, state, search }: OrgListProps) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => openRows(model, state.open), [model, state.open]);
  const [sight, setSight] = useState({ top: 0, height: 0 });
  const focus = useFollowFocus(frame, state.active);
  const rowHeight = ROW_REM * rootFontSize();
  const activePlace = rows.findIndex(({ row }) => row === state.active);
  const centrePlace = rows.findIndex(({ row }) => row === centre);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another person in the middle moves the list there
  useLayoutEffect(() => {
    frame.current?.scrollTo({ top: Math.max(0, (centrePlace - 3) * rowHeight) });
  }, [centre]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || activePlace === -1) return;
    const top = activePlace * rowHeight;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: top + rowHeight - element.clientHeight });
  }, [activePlace, rowHeight]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const around = { row: state.active, key: event.key, rows: rows.map(({ row }) => row) };
    const step = stepInList({ model, open: state.open }, around);
    const isKnown = event.key.startsWith('Arrow') || event.key === ' ' || step.go !== undefined;
    if (!isKnown) return;
    event.preventDefault();
    if (step.go !== undefined) focus.follow();
    state.take(step);
  }

  const first = Math.max(0, Math.floor(sight.top / rowHeight) - SPARE);
  const last = Math.ceil((sight.top + sight.height) / rowHeight) + SPARE;
  const shown = rows
    .map((row, place) => ({ ...row, place }))
    .filter(({ row, place }) => (place >= first && place < last) || row === state.active);
  return (
    <div
      ref={frame}
      role="tree"
      aria-label={words().label(personAt(model, centre).name)}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.rows} style={{ height: rows.length * rowHeight }}>
        {shown.map(({ row, level, place }) => (
          <div
            key={row}
            role="presentation"
            className={styles.row}
            style={{
              top: place * rowHeight,
              height: rowHeight,
              paddingInlineStart: `calc(${Math.min(level, DEEPEST) - 1} * var(--step))`,
            }}
          >
            <OrgCard
              model={model}
              row={row}
              level={level}
              view="list"
              isOpen={state.open.has(row)}
              isCentre={row === centre}
              isActive={row === state.active}
              search={search}
              onToggle={() => state.take(state.open.has(row) ? { close: row } : { open: row })}
              onActive={() => state.setActive(row)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
