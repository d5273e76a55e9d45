import { useEffect, useState } from 'react';

/** `?` opens the list of keys, unless it is being typed somewhere. */
export function useHelpKey() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], dialog');
      if (event.key === '?' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return { isOpen, close: () => setOpen(false) };
}
