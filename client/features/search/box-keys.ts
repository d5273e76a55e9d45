import type { KeyboardEvent } from 'react';

interface BoxActions {
  enter: (inNewTab: boolean) => void;
  step: (by: 1 | -1) => void;
  dismiss: () => void;
  close: () => void;
  /** True when there was a filter before the cursor. */
  takeApart: () => boolean;
  /** True when there was something to complete. */
  completeByTab: () => boolean;
}

/** What each key does in the box (WAI-ARIA 1.2, combobox with a list). */
export function boxKeys(actions: BoxActions) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    if (isHandled(event, actions)) event.preventDefault();
  };
}

function isHandled(event: KeyboardEvent<HTMLInputElement>, actions: BoxActions): boolean {
  switch (event.key) {
    case 'Tab':
      if (!event.shiftKey && actions.completeByTab()) return true;
      actions.close();
      return false;
    case 'Backspace':
      return actions.takeApart();
    case 'Escape':
      actions.dismiss();
      return false;
    case 'Enter':
      actions.enter(event.ctrlKey || event.metaKey);
      return true;
    case 'ArrowDown':
    case 'ArrowUp':
      actions.step(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    default:
      return false;
  }
}
