import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { onPinch } from './on-pinch.ts';
import { useDrag } from './use-drag.ts';

const STEPS = [1, 1.25, 1.5, 2, 3, 4] as const;
const WIDEST = 4;

/** A place in the window, CSS pixels. */
interface Point {
  x: number;
  y: number;
}

export interface Zoom {
  /** What the page lies in; scrolls sideways while the page is wider. */
  frame: RefObject<HTMLDivElement | null>;
  /** The page itself. */
  page: RefObject<HTMLDivElement | null>;
  /** 1: as wide as there is room. */
  scale: number;
  /** Null at the end. */
  larger: (() => void) | null;
  smaller: (() => void) | null;
  fit: () => void;
}

/**
 * The picture of a page, nearer: by buttons, by the wheel with Ctrl (which a pinch on a trackpad is, too) and by two fingers. What is
 * under the pointer stays there. Up and down the window scrolls as ever, so that nothing is caught in a box within a box.
 */
export function useZoom({ isShown }: { isShown: boolean }): Zoom {
  const frame = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const latest = useRef(1);
  const held = useRef<{ at: Point; share: Point } | null>(null);

  function zoomTo(wanted: number, at: Point = middleOf(frame.current)) {
    latest.current = Math.min(Math.max(wanted, 1), WIDEST);
    const box = page.current?.getBoundingClientRect();
    if (box && box.height > 0) {
      held.current = { at, share: { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.height } };
    }
    setScale(latest.current);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: when the page has its new size
  useLayoutEffect(() => {
    const box = page.current?.getBoundingClientRect();
    if (held.current === null || box === undefined) return;
    const { at, share } = held.current;
    held.current = null;
    frame.current?.scrollBy({ left: box.left + share.x * box.width - at.x, behavior: 'instant' });
    window.scrollBy({ top: box.top + share.y * box.height - at.y, behavior: 'instant' });
  }, [scale]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it listens as long as the picture is there
  useEffect(() => {
    if (!isShown || frame.current === null) return;
    return onPinch(frame.current, { scale: () => latest.current, zoomTo });
  }, [isShown]);
  useDrag(frame, { isOn: isShown && scale > 1 });

  const next = STEPS.find((step) => step > scale + 0.01);
  const before = STEPS.findLast((step) => step < scale - 0.01);
  return {
    frame,
    page,
    scale,
    larger: next === undefined ? null : () => zoomTo(next),
    smaller: before === undefined ? null : () => zoomTo(before),
    fit: () => zoomTo(1),
  };
}

/** Of what is in sight. */
function middleOf(frame: HTMLElement | null): Point {
  if (frame === null) return { x: 0, y: 0 };
  const box = frame.getBoundingClientRect();
  const top = Math.max(box.top, 0);
  return { x: box.left + box.width / 2, y: (top + Math.max(Math.min(box.bottom, window.innerHeight), top)) / 2 };
}
