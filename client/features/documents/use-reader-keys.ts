import { useEffect, useRef } from 'react';
import { areSingleKeysOn, isSingleKey } from '../../lib/single-keys.ts';

/** What takes keys of its own: fields, choices, the map of matches. */
const TAKES_KEYS = 'input, textarea, select, [role="slider"], dialog *';

/** What goes sideways by the arrow keys. */
const TAKES_ARROWS = '[data-takes-arrows]';

/** Keys for who reads, by `KeyboardEvent.key`; silent while somebody types, letters and signs also where they are switched off. */
export function useReaderKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = isFree(event) ? latest.current[event.key] : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  if (isSingleKey(event) && !areSingleKeysOn()) return false;
  if (!(event.target instanceof HTMLElement)) return true;
  return !event.target.matches(TAKES_KEYS) && !(event.key.startsWith('Arrow') && event.target.matches(TAKES_ARROWS));
}
