import { Search, X } from 'lucide-react';
import { lazy, Suspense, useId } from 'react';
import type { SuggestResponse } from '../../../server/contract/search.ts';
import { useSingleKeys } from '../../hooks/use-single-keys.ts';
import { words } from './box.words.ts';
import { BoxChips } from './box-chips.tsx';
import { BoxList } from './box-list.tsx';
import styles from './search-box.module.css';
import { useHelpKey } from './use-help-key.ts';
import { useSearchBox } from './use-search-box.ts';

const Help = lazy(() => import('./box-help.tsx').then((module) => ({ default: module.BoxHelp })));

/**
 * The box: an ARIA combobox with a list (WAI-ARIA 1.2). The focus stays in the input, rows are reached with the arrow keys and
 * named by `aria-activedescendant`; Enter without a row searches.
 */
export function SearchBox({ size, autoFocus = false }: { size: 'large' | 'small'; autoFocus?: boolean }) {
  const box = useSearchBox();
  const id = useId();
  const help = useHelpKey();
  return (
    <search className={`${styles.box} ${styles[size]}`} data-open={box.isShown || undefined}>
      <div className={styles.field}>
        <Search className={styles.glass} size={size === 'large' ? 22 : 18} aria-hidden="true" />
        <BoxChips chips={box.query.chips} onRemove={box.removeChip} />
        <input
          ref={box.input}
          className={styles.input}
          type="text"
          role="combobox"
          aria-label={words().label}
          aria-expanded={box.isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={box.isShown && box.active !== null ? `${id}-${box.active}` : undefined}
          aria-autocomplete="list"
          placeholder={box.query.chips.length > 0 ? undefined : words().label}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={1000}
          // biome-ignore lint/a11y/noAutofocus: on the home page the box is all there is to do
          autoFocus={autoFocus}
          value={box.query.text}
          onChange={(event) => box.type(event.target.value, isComposing(event.nativeEvent))}
          onCompositionEnd={(event) => box.type(event.currentTarget.value, false)}
          onClick={box.open}
          onBlur={box.close}
          onKeyDown={box.onKeyDown}
        />
        {box.isEmpty ? <SlashHint /> : <ClearButton onClear={box.clear} />}
      </div>
      <BoxList
        id={id}
        isShown={box.isShown}
        options={box.options}
        active={box.active}
        onPoint={box.setActive}
        onFollow={(place) => box.follow(place, false)}
        onForget={box.forget}
        onHelp={help.open}
      />
      <span className="visually-hidden" role="status">
        {box.counts ? spoken(box.counts) : ''}
      </span>
      {help.isOpen ? (
        <Suspense fallback={null}>
          <Help onClose={help.close} />
        </Suspense>
      ) : null}
    </search>
  );
}

/** Shown while it works. */
function SlashHint() {
  if (!useSingleKeys()) return null;
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
      aria-label={words().clear}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClear}
    >
      <X size={18} aria-hidden="true" />
    </button>
  );
}

function spoken({ completions, people, documents }: SuggestResponse): string {
  if (completions.length > 0) return words().completions(completions.length);
  if (people.length + documents.length === 0) return words().noSuggestions;
  return words().suggested(people.length, documents.length);
}

function isComposing(event: Event): boolean {
  return event instanceof InputEvent && event.isComposing;
}
