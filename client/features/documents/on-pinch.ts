/** Pixels of the wheel for each factor e; a notch of a mouse is about a fifth more. */
const WHEEL = 550;

interface Pinched {
  /** At the moment. */
  scale: () => number;
  /** `at` stays where it is: the place in the window, CSS pixels. */
  zoomTo: (scale: number, at: { x: number; y: number }) => void;
}

/**
 * Two fingers, and the wheel with Ctrl. By touch events, because those of a pointer end when the browser takes the first finger for
 * scrolling; not passive, because the browser must not enlarge the whole page as well. Returns what ends it.
 */
export function onPinch(element: HTMLElement, { scale, zoomTo }: Pinched): () => void {
  let begun: { distance: number; scale: number } | null = null;
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(scale() * Math.exp(-event.deltaY / WHEEL), { x: event.clientX, y: event.clientY });
  };
  const onTouch = (event: TouchEvent) => {
    const fingers = fingersOf(event);
    if (fingers === null) {
      begun = null;
      return;
    }
    if (event.cancelable) event.preventDefault();
    begun ??= { distance: fingers.distance, scale: scale() };
    zoomTo((begun.scale * fingers.distance) / begun.distance, fingers.middle);
  };
  const touches = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
  element.addEventListener('wheel', onWheel, { passive: false });
  for (const name of touches) element.addEventListener(name, onTouch, { passive: false });
  return () => {
    element.removeEventListener('wheel', onWheel);
    for (const name of touches) element.removeEventListener(name, onTouch);
  };
}

function fingersOf({ touches }: TouchEvent) {
  const [a, b] = touches;
  if (touches.length !== 2 || a === undefined || b === undefined) return null;
  return {
    distance: Math.max(Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), 1),
    middle: { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 },
  };
}
