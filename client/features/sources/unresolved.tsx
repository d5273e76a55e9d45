import { useState } from 'react';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import { countOf } from '../../lib/numbers.ts';
import styles from './unresolved.module.css';

/** Names that stand in permissions and in no directory, for whoever goes and cleans them up: as they are written there. */
export function Unresolved({ count, examples }: NonNullable<SourceStatus['unresolvedPrincipals']>) {
  const [isOpen, setOpen] = useState(false);
  const rest = count - examples.length;
  return (
    <div>
      <Button look="plain" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide' : 'Show'} {countOf(count, 'name', 'names')} in no directory
      </Button>
      {isOpen ? (
        <ul className={styles.names}>
          {examples.map((principal) => (
            <li key={principal}>{principal}</li>
          ))}
          {rest > 0 ? <li className={styles.rest}>and {countOf(rest, 'other', 'others')}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
