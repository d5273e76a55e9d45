import { useSingleKeys } from '../hooks/use-single-keys.ts';
import { chooseSingleKeys } from '../lib/single-keys.ts';
import { Segmented } from './segmented.tsx';
import { words } from './words.ts';

/** Switches the keys that are a single letter or sign on or off. */
export function SingleKeyChoice() {
  const options = [
    { value: 'on', label: words().on },
    { value: 'off', label: words().off },
  ] as const;
  return (
    <Segmented
      label={words().singleKeys}
      options={options}
      value={useSingleKeys() ? 'on' : 'off'}
      onChange={(value) => chooseSingleKeys(value === 'on')}
    />
  );
}
