import { PanelRightOpen } from 'lucide-react';
import type { DocumentHit } from '../../../server/contract/search.ts';
import styles from './preview-button.module.css';
import type { Preview } from './use-preview.ts';
import { words } from './words.ts';

/** For the mouse; the keyboard has Space on the title. */
export function PreviewButton({ document, preview }: { document: DocumentHit; preview: Preview }) {
  const isOpen = preview.hit?.id === document.id;
  if (!preview.hasRoom) return null;
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={words().preview(document.title)}
      title={words().previewShort}
      aria-expanded={isOpen}
      aria-controls={isOpen ? preview.panelId : undefined}
      onClick={(event) => preview.toggle(document.id, event.currentTarget)}
    >
      <PanelRightOpen size={18} aria-hidden="true" />
    </button>
  );
}
