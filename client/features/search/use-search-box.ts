import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { forgetSearches, recentSearches, rememberSearch } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import { boxOptions, neighbour, searchHref } from './box-options.ts';
import { newQuery, readState, type SearchState } from './search-state.ts';
import { useBoxHotkeys } from './use-box-hotkeys.ts';
import { useSuggestions } from './use-suggestions.ts';

/** What the box knows and does; how it looks is `SearchBox`. */
export function useSearchBox() {
  const location = useLocation();
  const navigate = useNavigate();
  const onResults = location.pathname === paths.search ? readState(new URLSearchParams(location.search)) : undefined;
  const { text, setText } = useText(onResults);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const { suggestions, isSettled } = useSuggestions(text, isOpen);
  const options = boxOptions({ text, suggestions, recent });
  const isShown = isOpen && options.length > 0;

  useBoxHotkeys(input);
  // Whatever was open belongs to the page that was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the address changes, not when the setters do
  useEffect(() => close(), [location.key]);

  function open() {
    setRecent(recentSearches());
    setOpen(true);
  }
  function close() {
    setOpen(false);
    setActive(null);
  }
  function type(next: string) {
    setText(next);
    setActive(null);
    open();
  }
  /** On the results page a new question keeps the tab one looks at. */
  function search() {
    rememberSearch(text);
    close();
    navigate(`${paths.search}?${newQuery(text, onResults?.type)}`);
  }
  function follow(place: number, inNewTab: boolean) {
    const option = options[place];
    if (!option) return;
    rememberSearch(option.kind === 'recent' || option.kind === 'search' ? option.query : text);
    if (inNewTab) return openTab(option.href);
    close();
    navigate(option.href);
    if (option.kind === 'person' || option.kind === 'document') input.current?.blur();
  }
  function enter(inNewTab: boolean) {
    if (isShown && active !== null) follow(active, inNewTab);
    else if (inNewTab) openTab(searchHref(text));
    else search();
  }
  function step(by: 1 | -1) {
    if (isOpen) setActive(neighbour(active, by, options.length));
    else open();
  }
  function dismiss() {
    if (isShown) close();
    else setText('');
  }
  function clear() {
    setText('');
    input.current?.focus();
  }
  function forget() {
    forgetSearches();
    setRecent([]);
  }
  const onKeyDown = keyHandler({ enter, step, dismiss, close });
  const counts = isOpen && isSettled ? suggestions : undefined;
  return { input, text, options, active, isShown, counts, setActive, open, close, type, follow, clear, forget, onKeyDown };
}

/** What is typed; a new address brings its own words. */
function useText(onResults: SearchState | undefined) {
  const query = onResults?.q ?? '';
  const [text, setText] = useState(query);
  useEffect(() => setText(query), [query]);
  return { text, setText };
}

interface Keys {
  enter: (inNewTab: boolean) => void;
  step: (by: 1 | -1) => void;
  dismiss: () => void;
  close: () => void;
}

function keyHandler({ enter, step, dismiss, close }: Keys) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Tab') return close();
    if (event.key === 'Escape') return dismiss();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') enter(event.ctrlKey || event.metaKey);
    else step(event.key === 'ArrowDown' ? 1 : -1);
  };
}

function openTab(href: string): void {
  window.open(href, '_blank', 'noopener');
}
