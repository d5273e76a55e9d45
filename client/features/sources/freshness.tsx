import type { SourceStatus } from '../../../server/contract/admin.ts';
import { Badge } from '../../components/badge.tsx';
import { Field } from '../../components/field.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './freshness.module.css';
import { useFreshnessGoal } from './use-sources.ts';
import { words } from './words.ts';

const GOALS = [60, 240, 1440, 10_080] as const;

/** How old what is known may become, and whether it is older now. Also for sources of the file: the goal is the console's. */
export function Freshness({ source: { id, freshness, lastCompleteAt } }: { source: SourceStatus }) {
  const t = words();
  const change = useFreshnessGoal(id);
  const minutes = freshness?.goalMinutes ?? 0;
  const isOdd = minutes !== 0 && !GOALS.some((goal) => goal === minutes);
  return (
    <div className={styles.freshness}>
      {freshness === null ? null : (
        <p className={styles.state}>
          <Badge look={freshness.isMet ? 'good' : 'attention'}>{freshness.isMet ? t.goalMet : t.goalMissed}</Badge>
          <span>
            {t.lastComplete}: {lastCompleteAt === null ? t.never : <RelativeTime at={lastCompleteAt} />}
          </span>
        </p>
      )}
      <Field label={t.goalLabel} problem={change.isError ? change.error.message : undefined}>
        <select
          value={minutes}
          disabled={change.isPending}
          onChange={(event) => change.mutate(Number(event.target.value) || null)}
        >
          <option value={0}>{t.goals[0]}</option>
          {GOALS.map((goal) => (
            <option key={goal} value={goal}>
              {t.goals[goal]}
            </option>
          ))}
          {isOdd ? <option value={minutes}>{t.goalMinutes(minutes)}</option> : null}
        </select>
      </Field>
    </div>
  );
}
