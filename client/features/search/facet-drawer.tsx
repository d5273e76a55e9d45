import { SlidersHorizontal, X } from 'lucide-react';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { Button } from '../../components/button.tsx';
import styles from './facet-drawer.module.css';
import { Facets } from './facets.tsx';
import { countFilters, type SearchState } from './search-state.ts';
import { words } from './words.ts';

interface FacetDrawerProps {
  state: SearchState;
  answer: SearchResponse | undefined;
  onChange: (state: SearchState) => void;
}

/** The filters of narrow screens: the browser's own modal dialog, which keeps the focus and closes with Escape. */
export function FacetDrawer({ state, answer, onChange }: FacetDrawerProps) {
  const [isOpen, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  const close = () => dialog.current?.close();
  const closeOnBackdrop = (event: MouseEvent) => event.target === dialog.current && close();
  const count = countFilters(state);
  return (
    <>
      <button type="button" className={styles.open} onClick={() => setOpen(true)}>
        <SlidersHorizontal size={16} aria-hidden="true" />
        <span className={styles.word}>{words().filters}</span>
        {count > 0 ? <span className={styles.count}>{count}</span> : null}
      </button>
      {isOpen ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
        <dialog
          ref={dialog}
          className={styles.drawer}
          aria-label={words().filters}
          onClose={() => setOpen(false)}
          onClick={closeOnBackdrop}
        >
          <div className={styles.head}>
            <h2>{words().filters}</h2>
            <button type="button" className={styles.close} aria-label={words().closeFilters} onClick={close}>
              <X size={20} aria-hidden="true" />
            </button>
          </div>
          <div className={styles.body}>{answer ? <Facets state={state} answer={answer} onChange={onChange} /> : null}</div>
          <div className={styles.foot}>
            <Button look="primary" onClick={close}>
              {words().showResults}
            </Button>
          </div>
        </dialog>
      ) : null}
    </>
  );
}
