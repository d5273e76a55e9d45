import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { DocumentHit, SearchResponse } from '../../../server/contract/search.ts';
import { useMedia } from '../../hooks/use-media.ts';

/** As in the style sheet of the page. */
const HAS_ROOM = '(min-width: 1024px)';

export interface Preview {
  /** Undefined while none is looked into, and where there is no room for it. */
  hit: DocumentHit | undefined;
  hasRoom: boolean;
  panelId: string;
  /** Opens it, or closes it where it is open; `opener` gets the focus back. */
  toggle: (id: string, opener: HTMLElement) => void;
  /** For the title of a result: Space and the right arrow open it, up and down take it along. */
  onKeyDown: (id: string) => (event: ReactKeyboardEvent<HTMLAnchorElement>) => void;
  /** The focus goes back, and it stays open. */
  back: () => void;
  close: () => void;
}

/** Which result is looked into beside the others; Escape closes it from wherever one is, and other results do. */
export function usePreview(answer: SearchResponse | undefined): Preview {
  const { key } = useLocation();
  const panelId = useId();
  const hasRoom = useMedia(HAS_ROOM);
  const [open, setOpen] = useState<{ id: string; of: string } | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const id = open?.of === key && hasRoom ? open.id : undefined;
  const hit = id === undefined ? undefined : answer?.documents.items.find((document) => document.id === id);

  function show(wanted: string, from: HTMLElement) {
    opener.current = from;
    setOpen({ id: wanted, of: key });
  }
  function back() {
    opener.current?.focus();
  }
  function close() {
    setOpen(null);
    back();
  }
  function toggle(wanted: string, from: HTMLElement) {
    if (hit?.id === wanted) close();
    else show(wanted, from);
  }
  function step(by: 1 | -1, from: HTMLElement): boolean {
    const documents = answer?.documents.items ?? [];
    const beside = documents[documents.findIndex((document) => document.id === hit?.id) + by];
    const item = from.closest('li');
    const title = (by === 1 ? item?.nextElementSibling : item?.previousElementSibling)?.querySelector<HTMLElement>('h3 a');
    if (hit === undefined || !beside || !title) return false;
    title.focus();
    show(beside.id, title);
    return true;
  }
  const onKeyDown = (of: string) => (event: ReactKeyboardEvent<HTMLAnchorElement>) => {
    const from = event.currentTarget;
    if (!hasRoom || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const acts: Record<string, () => unknown> = {
      ' ': () => toggle(of, from),
      ArrowRight: () => (hit?.id === of ? document.getElementById(panelId)?.focus() : show(of, from)),
      ArrowDown: () => hit?.id === of && step(1, from),
      ArrowUp: () => hit?.id === of && step(-1, from),
    };
    const act = acts[event.key];
    if (act === undefined || act() === false) return;
    event.preventDefault();
  };
  useEscape(hit === undefined ? undefined : close);
  return { hit, hasRoom, panelId, toggle, onKeyDown, back, close };
}

/** What has an Escape of its own keeps it. */
const TAKES_ESCAPE = 'input, textarea, select, dialog, [role="dialog"]';

function useEscape(act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TAKES_ESCAPE)) return;
      latest.current?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
