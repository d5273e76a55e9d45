import { useState } from 'react';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import styles from './unresolved.module.css';
import { words } from './words.ts';

/** Names that stand in permissions and in no directory, for whoever goes and cleans them up: as they are written there. */
export function Unresolved({ count, examples }: NonNullable<SourceStatus['unresolvedPrincipals']>) {
  const [isOpen, setOpen] = useState(false);
  const rest = count - examples.length;
  return (
    <div>
      <Button look="plain" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words().hideNames(count) : words().showNames(count)}
      </Button>
      {isOpen ? (
        <ul className={styles.names}>
          {examples.map((principal) => (
            <li key={principal}>{principal}</li>
          ))}
          {rest > 0 ? <li className={styles.rest}>{words().others(rest)}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
