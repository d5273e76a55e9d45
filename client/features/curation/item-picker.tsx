import { FileText, UserRound } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import form from '../../components/form.module.css';
import { useSettled } from '../../hooks/use-settled.ts';
import styles from './item-picker.module.css';
import { type Found, itemOfAddress, useItemsLike } from './use-curation.ts';
import { words } from './words.ts';

interface ItemPickerProps {
  onChoose: (item: Found) => void;
  /** Given by the field around it. */
  id?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
}

const PAUSE_MS = 150;

/** Finds a person or a document by typing: a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */
export function ItemPicker({ onChoose, ...field }: ItemPickerProps) {
  const t = words();
  const list = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const pasted = itemOfAddress(text);
  const suggested = useItemsLike(useSettled(text.trim(), PAUSE_MS));
  const items = text.trim() === '' ? [] : pasted ? [pasted] : (suggested.data ?? []);
  const isOpen = items.length > 0;
  const choose = (item: Found | undefined) => {
    if (!item) return;
    onChoose(item);
    setText('');
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + items.length) % items.length);
    else if (event.key === 'Enter') choose(items[active]);
    else if (event.key === 'Escape') setText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.picker}>
      <input
        {...field}
        className={form.input}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${list}-${active}` : undefined}
        placeholder={t.find}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t.find} className={styles.list} hidden={!isOpen}>
        {items.map((item, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
          <div
            key={item.id}
            id={`${list}-${position}`}
            role="option"
            tabIndex={-1}
            aria-selected={position === active}
            className={styles.option}
            onMouseEnter={() => setActive(position)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
          >
            <ItemIcon type={item.type} />
            <span className={styles.words}>
              <span className={styles.name}>{item.name}</span>
              {item.hint ? <span className={styles.hint}>{item.hint}</span> : null}
            </span>
          </div>
        ))}
      </div>
      <span className="visually-hidden" role="status">
        {isOpen ? t.found(items.length) : ''}
      </span>
    </div>
  );
}

export function ItemIcon({ type }: { type: 'person' | 'document' }) {
  const t = words();
  const Icon = type === 'person' ? UserRound : FileText;
  return <Icon size={16} role="img" aria-label={type === 'person' ? t.person : t.document} className={styles.icon} />;
}
