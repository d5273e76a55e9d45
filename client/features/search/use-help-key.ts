import { useEffect, useState } from 'react';
import { areSingleKeysOn, isSingleKey } from '../../lib/single-keys.ts';

/** Ctrl/Cmd+`/` opens the list of keys from anywhere but a dialog; `?` too, unless it is being typed or is switched off. */
export function useHelpKey() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isMark = event.key === '?' && isSingleKey(event) && areSingleKeysOn() && !isWithin(event, FIELDS);
      const isCommand = event.key === '/' && (event.ctrlKey || event.metaKey) && !event.altKey;
      if ((!isMark && !isCommand) || isWithin(event, 'dialog')) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) };
}

const FIELDS = 'input, textarea, select, [contenteditable]';

function isWithin({ target }: KeyboardEvent, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
