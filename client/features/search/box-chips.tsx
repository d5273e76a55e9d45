import { X } from 'lucide-react';
import { words } from './box.words.ts';
import styles from './box-chips.module.css';
import type { Chip } from './query-chips.ts';

interface BoxChipsProps {
  chips: readonly Chip[];
  onRemove: (chip: Chip) => void;
}

/** The filters that were typed, before the words. The keyboard takes them apart with Backspace, so they are no stops of Tab. */
export function BoxChips({ chips, onRemove }: BoxChipsProps) {
  if (chips.length === 0) return null;
  return (
    <span className={styles.chips}>
      {chips.map((chip, place) => {
        const name = words().chips[chip.name];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same filter may be typed twice, and chips do not move
          <span key={`${place} ${chip.raw}`} className={styles.chip}>
            <span className={styles.name}>{name}</span> <span className={styles.value}>{chip.value}</span>
            <button
              type="button"
              className={styles.remove}
              tabIndex={-1}
              aria-label={words().removeChip(`${name} ${chip.value}`)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onRemove(chip)}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </span>
        );
      })}
    </span>
  );
}
