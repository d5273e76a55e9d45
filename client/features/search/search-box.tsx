import { Search, X } from 'lucide-react';
import { useId } from 'react';
import { countOf } from '../../lib/numbers.ts';
import { BoxList } from './box-list.tsx';
import styles from './search-box.module.css';
import { useSearchBox } from './use-search-box.ts';

/**
 * The box: an ARIA combobox with a list (WAI-ARIA 1.2). The focus stays in the input, rows are reached with the arrow keys and
 * named by `aria-activedescendant`; Enter without a row searches.
 */
export function SearchBox({ size, autoFocus = false }: { size: 'large' | 'small'; autoFocus?: boolean }) {
  const box = useSearchBox();
  const id = useId();
  return (
    <search className={`${styles.box} ${styles[size]}`} data-open={box.isShown || undefined}>
      <div className={styles.field}>
        <Search className={styles.glass} size={size === 'large' ? 22 : 18} aria-hidden="true" />
        <input
          ref={box.input}
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Search colleagues and documents"
          aria-expanded={box.isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={box.isShown && box.active !== null ? `${id}-${box.active}` : undefined}
          aria-autocomplete="list"
          placeholder="Search colleagues and documents"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={1000}
          // biome-ignore lint/a11y/noAutofocus: on the home page the box is all there is to do
          autoFocus={autoFocus}
          value={box.text}
          onChange={(event) => box.type(event.target.value)}
          onClick={box.open}
          onBlur={box.close}
          onKeyDown={box.onKeyDown}
        />
        {box.text === '' ? <SlashHint /> : <ClearButton onClear={box.clear} />}
      </div>
      <BoxList
        id={id}
        isShown={box.isShown}
        options={box.options}
        active={box.active}
        onPoint={box.setActive}
        onFollow={(place) => box.follow(place, false)}
        onForget={box.forget}
      />
      <span className="visually-hidden" role="status">
        {box.counts ? spoken(box.counts.people.length, box.counts.documents.length) : ''}
      </span>
    </search>
  );
}

function SlashHint() {
  return (
    <span className={styles.hint} aria-hidden="true">
      /
    </span>
  );
}

function ClearButton({ onClear }: { onClear: () => void }) {
  return (
    // The press must not take the focus out of the input, which would close the list.
    <button
      type="button"
      className={styles.clear}
      aria-label="Clear"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClear}
    >
      <X size={18} aria-hidden="true" />
    </button>
  );
}

function spoken(people: number, documents: number): string {
  if (people + documents === 0) return 'No suggestions. Press Enter to search.';
  return `${countOf(people, 'person', 'people')} and ${countOf(documents, 'document', 'documents')} suggested`;
}
