import { readStored, writeStored } from './storage.ts';

const KEY = 'atrium.single-keys';
const listeners = new Set<() => void>();
let isOn = readStored(KEY) !== 'off';

/**
 * Whether letters and signs alone (`/`, `?`, `n`, `+`) do something outside of fields. Who speaks to the computer, or hits keys by
 * accident, switches them off (WCAG 2.1.4); keys with Ctrl, arrows, Enter and Escape always work.
 */
export function areSingleKeysOn(): boolean {
  return isOn;
}

/** At once and for later visits of this browser. */
export function chooseSingleKeys(chosen: boolean): void {
  isOn = chosen;
  writeStored(KEY, chosen ? null : 'off');
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export function onSingleKeysChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Writes a character by itself; the space bar presses what has the focus. */
export function isSingleKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
}
