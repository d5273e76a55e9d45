import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { countOf } from '../../lib/numbers.ts';
import styles from './held-removals.module.css';

interface HeldRemovalsProps {
  held: NonNullable<SourceStatus['held']>;
  isBusy: boolean;
  onConfirm: () => void;
  onRestore: () => void;
}

/** Removals that looked like an accident. They stay searchable until someone who knows says that they are gone. */
export function HeldRemovals({ held, isBusy, onConfirm, onRestore }: HeldRemovalsProps) {
  const [isAsking, setAsking] = useState(false);
  const rest = held.count - held.examples.length;
  const what = countOf(held.count, 'item', 'items');
  return (
    <div className={styles.held}>
      <h3 className={styles.title}>
        <ShieldAlert size={18} aria-hidden="true" /> {countOf(held.count, 'removal', 'removals')} held back
      </h3>
      <p>{held.reason}</p>
      <ul className={styles.examples}>
        {held.examples.map((example) => (
          <li key={example}>{example}</li>
        ))}
        {rest > 0 && held.examples.length > 0 ? <li>and {countOf(rest, 'other', 'others')}</li> : null}
      </ul>
      <div className={styles.actions}>
        {isAsking ? (
          <>
            <p className={styles.question}>The next complete run will take {what} out of the search.</p>
            <Button look="danger" disabled={isBusy} onClick={onConfirm}>
              Yes, remove {what}
            </Button>
            <Button look="plain" onClick={() => setAsking(false)}>
              Not yet
            </Button>
          </>
        ) : (
          <>
            {held.confirmed ? (
              <p className={styles.question}>Confirmed. The next complete run takes them out of the search.</p>
            ) : (
              <Button onClick={() => setAsking(true)}>Confirm that they are gone</Button>
            )}
            {held.kept === null ? (
              <Button
                look="plain"
                disabled={isBusy}
                onClick={onRestore}
                title="They are not gone: no run removes them before somebody confirms that they are"
              >
                Keep them searchable
              </Button>
            ) : (
              <p className={styles.kept}>
                Kept by {held.kept.by}, <RelativeTime at={held.kept.at} />
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
