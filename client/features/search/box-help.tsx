import { Dialog } from '../../components/dialog.tsx';
import { SingleKeyChoice } from '../../components/single-key-choice.tsx';
import { words as sharedWords } from '../../components/words.ts';
import { useSingleKeys } from '../../hooks/use-single-keys.ts';
import { words } from './box.words.ts';
import styles from './box-help.module.css';

/** The keys, which of them can be switched off, and what may be typed besides words. */
export function BoxHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words().keysTitle} onClose={onClose}>
      <List rows={words().ways} />
      <List rows={words().keys} />
      <SingleKeys />
    </Dialog>
  );
}

function SingleKeys() {
  const isOn = useSingleKeys();
  return (
    <section className={styles.part}>
      <div className={styles.choice}>
        <div>
          <h3>{sharedWords().singleKeys}</h3>
          <p className={styles.hint}>{words().singleKeysHint}</p>
        </div>
        <SingleKeyChoice />
      </div>
      {isOn ? <List rows={words().singleKeys} /> : null}
    </section>
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
