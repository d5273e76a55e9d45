import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { type RecentPerson, recentPeople } from '../../lib/recent-people.ts';
import { forgetSearches, recentSearches, rememberSearch } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import { boxKeys } from './box-keys.ts';
import { boxOptions, firstActive, neighbour, searchHref } from './box-options.ts';
import { type Chip, type ChippedQuery, joinQuery, splitQuery } from './query-chips.ts';
import { newQuery, readState, type SearchState } from './search-state.ts';
import { useBoxHotkeys } from './use-box-hotkeys.ts';
import { useOwnTeam } from './use-own-team.ts';
import { useSuggestions } from './use-suggestions.ts';

/** What the box knows and does; how it looks is `SearchBox`. */
export function useSearchBox() {
  const location = useLocation();
  const navigate = useNavigate();
  const onResults = location.pathname === paths.search ? readState(new URLSearchParams(location.search)) : undefined;
  const { query, setQuery } = useQueryText(onResults);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<number | null | undefined>();
  const earlier = useEarlier();
  const input = useRef<HTMLInputElement>(null);
  const text = joinQuery(query);
  const { suggestions, isSettled } = useSuggestions(text, isOpen);
  const team = useOwnTeam(isOpen && text === '');
  const options = boxOptions({ text, suggestions, recent: earlier.searches, seen: earlier.people, team });
  const isShown = isOpen && options.length > 0;
  const active = chosen === undefined ? firstActive(options, text) : chosen;

  useBoxHotkeys(input);
  // Whatever was open belongs to the page that was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the address changes, not when the setters do
  useEffect(() => close(), [location.key]);

  function open() {
    earlier.look();
    setOpen(true);
  }
  function close() {
    setOpen(false);
    setChosen(undefined);
  }
  /** An input method is never interrupted: what it writes becomes filters when it has ended. */
  function type(next: string, isComposing: boolean) {
    const typed = isComposing ? { chips: [], text: next } : splitQuery(next, { isTyping: true });
    setQuery({ chips: [...query.chips, ...typed.chips], text: typed.text });
    setChosen(undefined);
    open();
  }
  function removeChip(chip: Chip) {
    setQuery({ ...query, chips: query.chips.filter((other) => other !== chip) });
    input.current?.focus();
  }
  /** The last filter becomes text again, to be changed. */
  function takeApart(): boolean {
    const last = query.chips.at(-1);
    const field = input.current;
    if (last === undefined || field === null || field.selectionStart !== 0 || field.selectionEnd !== 0) return false;
    setQuery({ chips: query.chips.slice(0, -1), text: [last.raw, query.text].filter(Boolean).join(' ') });
    setChosen(undefined);
    return true;
  }
  /** On the results page a new question keeps the tab one looks at. */
  function search() {
    rememberSearch(text);
    close();
    navigate(`${paths.search}?${newQuery(text, onResults?.type)}`);
  }
  function complete(q: string) {
    setQuery(splitQuery(`${q} `, { isTyping: true }));
    setChosen(undefined);
    input.current?.focus();
  }
  function follow(place: number, inNewTab: boolean) {
    const option = options[place];
    if (!option) return;
    if (option.kind === 'completion' && !inNewTab) return complete(option.completion.q);
    rememberSearch(option.kind === 'recent' || option.kind === 'search' ? option.query : text);
    if (inNewTab) return openTab(option.href);
    close();
    // Where a go link leads is the server's to say.
    if (option.kind === 'link') return window.location.assign(option.href);
    navigate(option.href);
    if (option.kind !== 'recent' && option.kind !== 'search') input.current?.blur();
  }
  function enter(inNewTab: boolean) {
    if (isShown && active !== null) follow(active, inNewTab);
    else if (inNewTab) openTab(searchHref(text));
    else search();
  }
  function step(by: 1 | -1) {
    if (isOpen) setChosen(neighbour(active, by, options.length));
    else open();
  }
  /** Only what is being completed: otherwise Tab goes where it always goes. */
  function completeByTab(): boolean {
    const [first] = options;
    const wanted = active === null ? first : options[active];
    if (!isShown || wanted?.kind !== 'completion') return false;
    complete(wanted.completion.q);
    return true;
  }
  function dismiss() {
    if (isShown) close();
    else setQuery({ chips: [], text: '' });
  }
  function clear() {
    setQuery({ chips: [], text: '' });
    input.current?.focus();
  }
  function forget() {
    forgetSearches();
    earlier.look();
  }
  const onKeyDown = boxKeys({ enter, step, dismiss, close, takeApart, completeByTab });
  const counts = isOpen && isSettled ? suggestions : undefined;
  const setActive = (place: number | null) => setChosen(place);
  return {
    input,
    query,
    isEmpty: text === '',
    options,
    active,
    isShown,
    counts,
    setActive,
    open,
    close,
    type,
    removeChip,
    follow,
    clear,
    forget,
    onKeyDown,
  };
}

/** What is typed; a new address brings its own words. */
function useQueryText(onResults: SearchState | undefined) {
  const asked = onResults?.q ?? '';
  const [query, setQuery] = useState<ChippedQuery>(() => splitQuery(asked, { isTyping: false }));
  useEffect(() => setQuery(splitQuery(asked, { isTyping: false })), [asked]);
  return { query, setQuery };
}

/** What this browser remembers, looked at again whenever the box is opened. */
function useEarlier() {
  const [searches, setSearches] = useState<string[]>([]);
  const [people, setPeople] = useState<RecentPerson[]>([]);
  const look = () => {
    setSearches(recentSearches());
    setPeople(recentPeople());
  };
  return { searches, people, look };
}

function openTab(href: string): void {
  window.open(href, '_blank', 'noopener');
}
