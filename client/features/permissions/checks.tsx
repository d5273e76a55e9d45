import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Badge } from '../../components/badge.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './permissions-page.module.css';
import { useChecks } from './use-checks.ts';
import { words } from './words.ts';

/** What the last comparison of rights with each source came to. */
export function Checks() {
  const t = words();
  const checks = useChecks();
  if (!checks.data || checks.data.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="checks">
      <h2 id="checks" className={styles.partTitle}>
        {t.checks}
      </h2>
      <p className={styles.lead}>{t.checksLead}</p>
      <ul className={styles.checks}>
        {checks.data.map(({ id, canary }) => (
          <li key={id} className={styles.check}>
            <h3 className={styles.checkSource}>{id}</h3>
            <p className={styles.checkSummary}>
              {canary ? (
                <>
                  {canary.summary} <RelativeTime at={canary.at} />
                </>
              ) : (
                t.notChecked
              )}
              {canary?.alarm ? ` ${t.alarm}: ${canary.alarm.summary}` : null}
            </p>
            <CheckBadge canary={canary} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CheckBadge({ canary }: Pick<SourceStatus, 'canary'>) {
  const t = words();
  if (!canary) return <span />;
  if (canary.alarm) return <Badge look="bad">{t.alarm}</Badge>;
  return canary.ok ? <Badge look="good">{t.allWell}</Badge> : <Badge look="attention">{t.attention}</Badge>;
}
