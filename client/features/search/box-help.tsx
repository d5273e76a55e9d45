import { Dialog } from '../../components/dialog.tsx';
import { words } from './box.words.ts';
import styles from './box-help.module.css';

/** The keys, and what may be typed besides words. */
export function BoxHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words().keysTitle} onClose={onClose}>
      <List rows={words().keys} />
      <List rows={words().ways} />
    </Dialog>
  );
}

function List({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
    <dl className={styles.list}>
      {rows.map(([key, meaning]) => (
        <div key={key} className={styles.row}>
          <dt>
            <kbd className={styles.key}>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
