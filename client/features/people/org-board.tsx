import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react';
import styles from './org-board.module.css';
import { centredOn, FAR, fitted, showing, zoomed } from './org-camera.ts';
import { OrgCard } from './org-card.tsx';
import { blocksOf, cardsIn, framesIn, linesIn } from './org-drawing.ts';
import { CARD, layOut } from './org-layout.ts';
import { managersAbove, type OrgModel, personAt } from './org-model.ts';
import { stepInChart } from './org-steps.ts';
import { words } from './org-words.ts';
import { OrgZoom } from './org-zoom.tsx';
import { useCamera, ZOOM_STEP } from './use-camera.ts';
import { useFollowFocus } from './use-follow-focus.ts';
import type { OrgTreeState } from './use-org-state.ts';

interface OrgBoardProps {
  model: OrgModel;
  centre: number;
  state: OrgTreeState;
  search: string;
}

/**
 * The chart: cards near by, blocks from afar, and only what is in sight is there at all, so that ten thousand people are no more
 * than ten. An ARIA tree with one stop for the Tab key; whoever has the focus is always there.
 */
export function OrgBoard({ model, centre, state, search }: OrgBoardProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { camera, setCamera, size, hand } = useCamera(frame);
  const layout = useMemo(() => layOut(model, { open: state.open, centre }), [model, state.open, centre]);
  const focus = useFollowFocus(frame, state.active);
  const before = useRef<{ centre: number; layout: typeof layout; active: number }>(undefined);

  useLayoutEffect(() => {
    if (size === undefined) return;
    const last = before.current;
    before.current = { centre, layout, active: state.active };
    if (last === undefined || last.centre !== centre) {
      setCamera((now) => centredOn(layout, centre, { window: size, scale: Math.max(now.scale, FAR * 2) }));
      return;
    }
    // What was opened moves everything; whoever was looked at stays under the eye.
    const [from, to] = [last.layout.cards.get(last.active), layout.cards.get(last.active)];
    const shift = from && to ? { x: to.x - from.x, y: to.y - from.y } : { x: 0, y: 0 };
    const target = last.active === state.active ? undefined : layout.cards.get(state.active);
    if (shift.x === 0 && shift.y === 0 && target === undefined) return;
    setCamera((now) => {
      const kept = { ...now, x: now.x + shift.x, y: now.y + shift.y };
      return target === undefined ? kept : showing(kept, target, size);
    });
  }, [size, layout, centre, state.active, setCamera]);

  const { scale } = camera;
  const { width, height } = size ?? { width: 0, height: 0 };
  const sight = { left: camera.x, top: camera.y, right: camera.x + width / scale, bottom: camera.y + height / scale };
  const isFar = scale < FAR;
  const inSight = size === undefined ? [] : cardsIn(layout, sight);
  const shown = isFar ? [...new Set([centre, state.active])] : [...new Set([...inSight, state.active])];
  const middle = { x: width / 2, y: height / 2 };

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const factor = event.key === '+' || event.key === '=' ? ZOOM_STEP : event.key === '-' ? 1 / ZOOM_STEP : undefined;
    if (factor !== undefined) {
      event.preventDefault();
      setCamera((now) => zoomed(now, factor, middle));
      return;
    }
    const step = stepInChart({ model, open: state.open }, { row: state.active, key: event.key });
    const isKnown = event.key.startsWith('Arrow') || event.key === ' ' || step.go !== undefined;
    if (!isKnown) return;
    event.preventDefault();
    if (step.go !== undefined) focus.follow();
    state.take(step);
  }

  const transform = `translate(${-camera.x * scale}px, ${-camera.y * scale}px) scale(${scale})`;
  return (
    <div className={styles.board}>
      <div
        ref={frame}
        role="tree"
        aria-label={words().label(personAt(model, centre).name)}
        className={styles.window}
        onKeyDown={onKeyDown}
        {...hand}
      >
        <svg className={styles.drawing} aria-hidden="true">
          <title>{words().views.chart}</title>
          <g style={{ transform }}>
            <path className={styles.lines} d={linesIn(layout, sight)} />
            {isFar
              ? null
              : framesIn(layout, sight).map(({ manager, x, y, width: w, height: h }) => (
                  <rect key={manager} className={styles.frame} x={x} y={y} width={w} height={h} rx={20} />
                ))}
            {isFar ? <path className={styles.blocks} d={blocksOf(layout, inSight)} /> : null}
          </g>
        </svg>
        <div role="presentation" className={styles.cards} style={{ transform }}>
          {shown.map((row) => {
            const at = layout.cards.get(row);
            if (at === undefined) return null;
            return (
              <div
                key={row}
                role="presentation"
                className={styles.place}
                data-far={isFar || undefined}
                style={{
                  translate: `${at.x}px ${at.y}px`,
                  width: CARD.width,
                  height: CARD.height,
                  // From afar it is held up like a sign, or nobody could read who it is.
                  scale: isFar ? String(1 / scale) : undefined,
                }}
              >
                <OrgCard
                  model={model}
                  row={row}
                  level={managersAbove(model, row).length + 1}
                  view="chart"
                  isOpen={state.open.has(row)}
                  isCentre={row === centre}
                  isActive={row === state.active}
                  search={search}
                  onToggle={() => state.take(state.open.has(row) ? { close: row, go: row } : { open: row, go: row })}
                  onActive={() => state.setActive(row)}
                />
              </div>
            );
          })}
        </div>
      </div>
      <OrgZoom
        centreName={personAt(model, centre).name}
        onZoom={(factor) => setCamera((now) => zoomed(now, factor, middle))}
        onWhole={() => size && setCamera(fitted(layout, size))}
        onBack={() => {
          state.reveal(centre);
          if (size) setCamera(centredOn(layout, centre, { window: size, scale: 1 }));
        }}
      />
    </div>
  );
}
