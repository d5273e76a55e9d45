import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { words } from './words.ts';

/**
 * Asks before somebody goes elsewhere. A link of the page is held up by us, a closed or reloaded window by the browser, with its own
 * words; both times what was entered stays for the tab.
 */
export function LeaveGuard({ isNeeded }: { isNeeded: boolean }) {
  const t = words();
  const navigate = useNavigate();
  const [target, setTarget] = useState<string>();
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!(link instanceof HTMLAnchorElement) || !isPlain || link.target !== '' || link.origin !== location.origin) return;
      if (link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(link.pathname + link.search);
    };
    window.addEventListener('beforeunload', warn);
    document.addEventListener('click', ask, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('click', ask, { capture: true });
    };
  }, [isNeeded]);
  if (target === undefined) return null;
  return (
    <Dialog
      title={t.leaveTitle}
      onClose={() => setTarget(undefined)}
      actions={
        <>
          <Button onClick={() => navigate(target)}>{t.leave}</Button>
          <Button look="primary" onClick={() => setTarget(undefined)}>
            {t.stay}
          </Button>
        </>
      }
    >
      <p>{t.leaveHint}</p>
    </Dialog>
  );
}
