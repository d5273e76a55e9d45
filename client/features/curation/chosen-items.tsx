import { ArrowUp, X } from 'lucide-react';
import styles from './chosen-items.module.css';
import { ItemIcon } from './item-picker.tsx';
import type { Found } from './use-curation.ts';
import { words } from './words.ts';

/** What was chosen, in its order; the first stands first. */
export function ChosenItems({ items, onChange }: { items: readonly Found[]; onChange: (items: Found[]) => void }) {
  const t = words();
  if (items.length === 0) return null;
  const up = (position: number) => {
    const [moved] = items.slice(position, position + 1);
    const others = items.filter((item) => item !== moved);
    if (moved) onChange([...others.slice(0, position - 1), moved, ...others.slice(position - 1)]);
  };
  return (
    <ol className={styles.items}>
      {items.map((item, position) => (
        <li key={item.id} className={styles.item}>
          <ItemIcon type={item.type} />
          <span className={styles.name}>{item.name}</span>
          {position === 0 ? null : (
            <button type="button" className={styles.button} aria-label={t.up(item.name)} onClick={() => up(position)}>
              <ArrowUp size={16} aria-hidden="true" />
            </button>
          )}
          <button
            type="button"
            className={styles.button}
            aria-label={t.takeOut(item.name)}
            onClick={() => onChange(items.filter((other) => other !== item))}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ol>
  );
}
