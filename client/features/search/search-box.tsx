import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { countOf } from '../../lib/numbers.ts';
import { forgetSearches, recentSearches, rememberSearch } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import { BoxList } from './box-list.tsx';
import { boxOptions, neighbour, searchHref } from './box-options.ts';
import styles from './search-box.module.css';
import { newQuery, readState } from './search-state.ts';
import { useBoxHotkeys } from './use-box-hotkeys.ts';
import { useSuggestions } from './use-suggestions.ts';

/**
 * The box: an ARIA combobox with a list (WAI-ARIA 1.2). The focus stays in the input, rows are reached with the arrow keys and
 * named by `aria-activedescendant`; Enter without a row searches.
 */
export function SearchBox({ size, autoFocus = false }: { size: 'large' | 'small'; autoFocus?: boolean }) {
  const location = useLocation();
  const navigate = useNavigate();
  const query = location.pathname === paths.search ? readState(new URLSearchParams(location.search)).q : '';
  const [text, setText] = useState(query);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => setText(query), [query]);
  // Whatever was open belongs to the page that was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the address changes, not when the setters do
  useEffect(() => close(), [location.key]);
  useBoxHotkeys(input);

  const { suggestions, isSettled } = useSuggestions(text, isOpen);
  const options = boxOptions({ text, suggestions, recent });
  const isShown = isOpen && options.length > 0;

  function open() {
    setRecent(recentSearches());
    setOpen(true);
  }
  function close() {
    setOpen(false);
    setActive(null);
  }
  function search() {
    rememberSearch(text);
    close();
    // On the results page a new question keeps the tab one looks at.
    const isOnResults = location.pathname === paths.search;
    const type = isOnResults ? readState(new URLSearchParams(location.search)).type : 'all';
    navigate(`${paths.search}?${newQuery(text, type)}`);
  }
  function openRow(place: number, inNewTab: boolean) {
    const option = options[place];
    if (!option) return;
    rememberSearch(option.kind === 'recent' || option.kind === 'search' ? option.query : text);
    if (inNewTab) window.open(option.href, '_blank', 'noopener');
    else {
      close();
      navigate(option.href);
      if (option.kind === 'person' || option.kind === 'document') input.current?.blur();
    }
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // Enter and the arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    const inNewTab = event.ctrlKey || event.metaKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return open();
      setActive(neighbour(active, event.key === 'ArrowDown' ? 1 : -1, options.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isShown && active !== null) openRow(active, inNewTab);
      else if (inNewTab) window.open(searchHref(text), '_blank', 'noopener');
      else search();
    } else if (event.key === 'Escape') {
      if (isShown) close();
      else setText('');
    } else if (event.key === 'Tab') close();
  }

  return (
    <search className={`${styles.box} ${styles[size]}`} data-open={isShown || undefined}>
      <div className={styles.field}>
        <Search className={styles.glass} size={size === 'large' ? 22 : 18} aria-hidden="true" />
        <input
          ref={input}
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Search colleagues and documents"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={isShown && active !== null ? `${id}-${active}` : undefined}
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
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(null);
            open();
          }}
          onClick={open}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <span className={styles.hint} aria-hidden="true">
            /
          </span>
        ) : (
          <button
            type="button"
            className={styles.clear}
            aria-label="Clear"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setText('');
              input.current?.focus();
            }}
          >
            <X size={18} aria-hidden="true" />
          </button>
        )}
      </div>
      <BoxList
        id={id}
        isShown={isShown}
        options={options}
        active={active}
        onPoint={setActive}
        onFollow={(place) => openRow(place, false)}
        onForget={() => {
          forgetSearches();
          setRecent([]);
        }}
      />
      <span className="visually-hidden" role="status">
        {isOpen && isSettled && suggestions ? spoken(suggestions.people.length, suggestions.documents.length) : ''}
      </span>
    </search>
  );
}

function spoken(people: number, documents: number): string {
  if (people + documents === 0) return 'No suggestions. Press Enter to search.';
  return `${countOf(people, 'person', 'people')} and ${countOf(documents, 'document')} suggested`;
}
