import { useSearchParams } from 'react-router';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { BackupsPart } from './backups-part.tsx';
import { HealthPart } from './health-part.tsx';
import { LicencesPart } from './licences-part.tsx';
import styles from './operations.module.css';
import { words } from './words.ts';

const PARTS = { health: HealthPart, backups: BackupsPart, licences: LicencesPart } as const;
const NAMES = ['health', 'backups', 'licences'] as const;

/** How Atrium itself is, its backups, and what it is made of. The part is in the address. */
export function OperationsPage() {
  const t = words();
  const [parameters, setParameters] = useSearchParams();
  const name = NAMES.find((one) => one === parameters.get('part')) ?? 'health';
  const Part = PARTS[name];
  return (
    <AdminPage title={t.title}>
      <header>
        <h1 className={page.title}>{t.title}</h1>
        <p className={page.lead}>{t.lead}</p>
      </header>
      <div className={styles.parts}>
        <Segmented
          label={t.part}
          options={NAMES.map((value) => ({ value, label: t.parts[value] }))}
          value={name}
          onChange={(part) => setParameters({ part }, { replace: true })}
        />
      </div>
      <Part />
    </AdminPage>
  );
}
