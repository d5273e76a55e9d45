import { useEffect, useRef } from 'react';

/** What takes keys of its own: fields, choices, the map of matches. */
const TAKES_KEYS = 'input, textarea, select, [role="slider"], dialog *';

/** Single keys for who reads, by `KeyboardEvent.key`; silent while somebody types. */
export function useReaderKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      const isTaken = event.target instanceof HTMLElement && event.target.matches(TAKES_KEYS);
      const action = isPlain && !isTaken ? latest.current[event.key] : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
