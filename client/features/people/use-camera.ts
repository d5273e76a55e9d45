import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type Camera, moved, type Size, zoomed } from './org-camera.ts';

/** Fingers or a mouse must go so far before it is no click, px. */
const CLICK = 5;
/** Of one press on a button or a key. */
export const ZOOM_STEP = 1.3;

/** Pan and zoom by mouse, wheel and fingers. `size` is that of the window on the chart; undefined until it is known. */
export function useCamera(frame: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState<Size>();
  const [camera, setCamera] = useState<Camera>({ x: 0, y: 0, scale: 1 });
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const travelled = useRef(0);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    // Not React's: its listeners for the wheel are passive and could not keep the page where it is.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = placeIn(element, event);
      // A trackpad tells two fingers that spread as a wheel with Ctrl.
      if (event.ctrlKey || event.metaKey) setCamera((now) => zoomed(now, Math.exp(-event.deltaY / 200), at));
      else setCamera((now) => moved(now, { x: -event.deltaX, y: -event.deltaY }));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  }, [frame]);

  function onPointerDown(event: ReactPointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    if (fingers.current.size === 0) travelled.current = 0;
    fingers.current.set(event.pointerId, placeIn(event.currentTarget, event));
  }

  function onPointerMove(event: ReactPointerEvent<HTMLElement>) {
    const before = fingers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = placeIn(event.currentTarget, event);
    const others = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    fingers.current.set(event.pointerId, now);
    travelled.current += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (travelled.current < CLICK) return;
    // From now on it is no click: whatever is below must not take it.
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) event.currentTarget.setPointerCapture(event.pointerId);
    const [other] = others;
    if (other === undefined) setCamera((camera) => moved(camera, { x: now.x - before.x, y: now.y - before.y }));
    else setCamera((camera) => zoomed(camera, distance(now, other) / Math.max(1, distance(before, other)), other));
  }

  function onPointerUp(event: ReactPointerEvent<HTMLElement>) {
    fingers.current.delete(event.pointerId);
  }

  return {
    camera,
    setCamera,
    size,
    hand: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onClickCapture(event: { preventDefault(): void; stopPropagation(): void }) {
        if (travelled.current < CLICK) return;
        event.preventDefault();
        event.stopPropagation();
        travelled.current = 0;
      },
    },
  };
}

function placeIn(element: HTMLElement, event: { clientX: number; clientY: number }): { x: number; y: number } {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
