import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { DocumentHit } from '../../../server/contract/search.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import { useVersions } from '../../components/use-versions.ts';
import { VersionList } from '../../components/version-list.tsx';
import styles from './family-note.module.css';
import { words } from './words.ts';

/** What stands below a result because it is nearly the same: "3 copies, 5 older versions", and on demand which. */
export function FamilyNote({ hit, q }: { hit: DocumentHit; q: string }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { family } = hit;
  if (family === undefined) return null;
  return (
    <div className={styles.family}>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <ChevronRight className={styles.chevron} size={15} aria-hidden="true" />
        {words().family(family)}
      </button>
      <div id={id} className={styles.versions} hidden={!isOpen}>
        {isOpen ? <Versions id={hit.id} q={q} /> : null}
      </div>
    </div>
  );
}

function Versions({ id, q }: { id: string; q: string }) {
  const { data, isError } = useVersions(id);
  if (isError) return <p role="alert">{words().familyFailed}</p>;
  if (data === undefined) return <Skeleton />;
  return <VersionList versions={data.items.filter(({ relation }) => relation !== 'this')} q={q} />;
}
