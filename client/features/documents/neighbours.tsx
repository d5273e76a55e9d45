import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSingleKeys } from '../../hooks/use-single-keys.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import styles from './neighbours.module.css';
import { useNeighbours } from './use-neighbours.ts';
import { useReaderKeys } from './use-reader-keys.ts';
import { words } from './words.ts';

/** Back to the results one came from, or on to the next of them; `j` and `k` do the same. */
export function Neighbours({ id, list }: { id: string; list: string | null }) {
  const neighbours = useNeighbours(id, list);
  const navigate = useNavigate();
  // In place of this one: Back returns to the results, however many of them one has looked at.
  const go = (address: string | null | undefined) => address && navigate(address, { replace: true });
  useReaderKeys({ j: () => go(neighbours?.next), k: () => go(neighbours?.previous) });
  if (list === null) return null;
  return (
    <nav className={styles.neighbours} aria-label={words().neighbours}>
      <Link className={styles.back} to={`${paths.search}${list && `?${list}`}`}>
        <ArrowLeft size={16} aria-hidden="true" /> {words().results}
      </Link>
      {neighbours === undefined ? null : (
        <div className={styles.steps}>
          <span className={styles.position}>
            {words().resultOf(
              neighbours.position,
              neighbours.totalIsCapped ? words().atLeast(neighbours.total) : formatCount(neighbours.total),
            )}
          </span>
          <Step to={neighbours.previous} label={words().previousDocument} keyName="k">
            <ChevronLeft size={18} aria-hidden="true" />
          </Step>
          <Step to={neighbours.next} label={words().nextDocument} keyName="j">
            <ChevronRight size={18} aria-hidden="true" />
          </Step>
        </div>
      )}
    </nav>
  );
}

function Step(o: { to: string | null; label: string; keyName: string; children: ReactNode }) {
  const { to, label, keyName, children } = o;
  const isKeyOn = useSingleKeys();
  if (to === null) return <span className={styles.none}>{children}</span>;
  return (
    <Link className={styles.step} to={to} replace aria-label={label} title={isKeyOn ? `${label} (${keyName})` : label}>
      {children}
    </Link>
  );
}
