import { useSyncExternalStore } from 'react';
import { areSingleKeysOn, onSingleKeysChange } from '../lib/single-keys.ts';

/** For what shows a key: it is shown only while it works. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(onSingleKeysChange, areSingleKeysOn);
}
