import { ShieldAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { paths } from '../../paths.ts';
import styles from './canary-note.module.css';
import { words } from './words.ts';

type Canary = NonNullable<SourceStatus['canary']>;

/** An alarm stays in sight that long, also when all is well again. */
const ALARM_DAYS = 7;

/** What the check of permissions came to: quiet when all is well, loud when something was open that should not have been. */
export function CanaryNote({ canary }: { canary: Canary }) {
  const { alarm } = canary;
  return (
    <>
      {alarm !== null && isAlarmed(canary) ? <Alarm alarm={alarm} /> : null}
      {canary.ok ? (
        <p className={styles.quiet}>
          {canary.summary} <RelativeTime at={canary.at} />
        </p>
      ) : (
        <Notice level="warning">
          {canary.summary} <RelativeTime at={canary.at} />
        </Notice>
      )}
    </>
  );
}

export function isAlarmed(canary: SourceStatus['canary']): boolean {
  return canary?.alarm != null && Date.now() - Date.parse(canary.alarm.at) < ALARM_DAYS * 86_400_000;
}

function Alarm({ alarm }: { alarm: NonNullable<Canary['alarm']> }) {
  const t = words();
  return (
    <div className={styles.alarm} role="alert">
      <h3 className={styles.title}>
        <ShieldAlert size={18} aria-hidden="true" />
        <span>
          {t.alarm}
          <RelativeTime at={alarm.at} />
        </span>
      </h3>
      <p>{alarm.summary}</p>
      <ul className={styles.findings}>
        {alarm.findings.map(({ path, who }) => (
          <li key={path}>{t.openTo(path, who)}</li>
        ))}
      </ul>
      <Link className={styles.log} to={`${paths.audit}?action=canary`}>
        {t.allChecks}
      </Link>
    </div>
  );
}
