import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './held-removals.module.css';
import { words } from './words.ts';

interface HeldRemovalsProps {
  held: NonNullable<SourceStatus['held']>;
  isBusy: boolean;
  onConfirm: () => void;
  onRestore: () => void;
}

/** Removals that looked like an accident. They stay searchable until someone who knows says that they are gone. */
export function HeldRemovals({ held, isBusy, onConfirm, onRestore }: HeldRemovalsProps) {
  const t = words();
  const [isAsking, setAsking] = useState(false);
  const rest = held.count - held.examples.length;
  return (
    <section className={styles.held} aria-labelledby="held">
      <h2 id="held" className={styles.title}>
        <ShieldAlert size={18} aria-hidden="true" /> {t.held(held.count)}
      </h2>
      <p>{held.reason}</p>
      <ul className={styles.examples}>
        {held.examples.map((example) => (
          <li key={example}>{example}</li>
        ))}
        {rest > 0 && held.examples.length > 0 ? <li>{t.others(rest)}</li> : null}
      </ul>
      <div className={styles.actions}>
        {held.confirmed ? (
          <p className={styles.question}>{t.heldConfirmed}</p>
        ) : (
          <Button onClick={() => setAsking(true)}>{t.heldConfirm}</Button>
        )}
        {held.kept === null ? (
          <Button look="plain" disabled={isBusy} onClick={onRestore} title={t.heldKeepHint}>
            {t.heldKeep}
          </Button>
        ) : (
          <p className={styles.kept}>
            {t.keptBy(held.kept.by)}
            <RelativeTime at={held.kept.at} />
          </p>
        )}
      </div>
      {isAsking ? (
        <Dialog
          title={t.heldConfirmTitle(held.count)}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t.notYet}</Button>
              <Button
                look="danger"
                disabled={isBusy}
                onClick={() => {
                  onConfirm();
                  setAsking(false);
                }}
              >
                {t.heldYes(held.count)}
              </Button>
            </>
          }
        >
          <p>{t.heldConfirmHint(held.count)}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
