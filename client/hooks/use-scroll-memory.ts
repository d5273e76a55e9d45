import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

interface Place {
  top: number;
  /** The address of the link that was followed, to give it the focus again. */
  link: string | null;
}

const PATIENCE_MS = 2000;

/**
 * Like pages of old: a new page starts at its top with the focus on its heading, Back returns to the place and to the link one
 * came from. The page may still be loading when Back arrives, so the place is taken once the document is long enough.
 */
export function useScrollMemory(): void {
  const location = useLocation();
  const navigation = useNavigationType();
  const places = useRef(new Map<string, Place>());
  const previousPath = useRef(location.pathname);

  useEffect(() => {
    history.scrollRestoration = 'manual';
  }, []);

  // In the commit itself: a scroll of the next page must never be noted for the page that was left.
  useLayoutEffect(() => {
    const key = location.key;
    const note = () => places.current.set(key, { top: window.scrollY, link: places.current.get(key)?.link ?? null });
    const noteLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (link) places.current.set(key, { top: window.scrollY, link: link.getAttribute('href') });
    };
    window.addEventListener('scroll', note, { passive: true });
    document.addEventListener('click', noteLink, { capture: true });
    return () => {
      window.removeEventListener('scroll', note);
      document.removeEventListener('click', noteLink, { capture: true });
    };
  }, [location.key]);

  useLayoutEffect(() => {
    const isNewPath = previousPath.current !== location.pathname;
    previousPath.current = location.pathname;
    const place = navigation === 'POP' ? places.current.get(location.key) : undefined;
    if (place) return returnTo(place);
    if (navigation === 'POP' || (!isNewPath && navigation === 'REPLACE')) return;
    window.scrollTo(0, 0);
    if (isNewPath) return focusHeading();
  }, [location.key, location.pathname, navigation]);
}

function returnTo(place: Place): () => void {
  return eachFrame(() => {
    const isLongEnough = document.documentElement.scrollHeight - window.innerHeight >= place.top - 1;
    if (!isLongEnough) return false;
    window.scrollTo(0, place.top);
    if (place.link === null) return true;
    const link = document.querySelector<HTMLElement>(`main a[href="${CSS.escape(place.link)}"]`);
    link?.focus({ preventScroll: true });
    return link !== null;
  });
}

/** Someone who types, or walks a tree that stays on screen, is left alone. */
function focusHeading(): () => void {
  return eachFrame(() => {
    if (document.activeElement?.closest('input, [role="tree"]')) return true;
    const heading = document.querySelector<HTMLElement>('main h1');
    if (!heading) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  });
}

/** Tries once a frame until it works, or patience ends. Returns how to stop. */
function eachFrame(attempt: () => boolean): () => void {
  const end = performance.now() + PATIENCE_MS;
  let frame = 0;
  const next = () => {
    if (!attempt() && performance.now() < end) frame = requestAnimationFrame(next);
  };
  next();
  return () => cancelAnimationFrame(frame);
}
