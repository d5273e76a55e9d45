import { type RefObject, useEffect } from 'react';

/** An enlarged page is moved by the mouse as paper is: sideways in its frame, up and down with the window. */
export function useDrag(frame: RefObject<HTMLElement | null>, { isOn }: { isOn: boolean }): void {
  useEffect(() => {
    const element = frame.current;
    if (!isOn || element === null) return;
    const onDown = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      if (!element.hasPointerCapture(event.pointerId)) return;
      element.scrollBy({ left: -event.movementX, behavior: 'instant' });
      window.scrollBy({ top: -event.movementY, behavior: 'instant' });
    };
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    return () => {
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
    };
  }, [frame, isOn]);
}
