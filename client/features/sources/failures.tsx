import { useState } from 'react';
import type { Failure, FailureCause } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { formatCount } from '../../lib/numbers.ts';
import styles from './failures.module.css';
import { causeInWords } from './run-words.ts';
import { type Missing, useFailures, useRetry } from './use-sources.ts';
import { words } from './words.ts';

/** What is not, or not wholly, searchable, and the reason for each. */
export function Failures({ source }: { source: string }) {
  const t = words();
  const [kind, setKind] = useState<Missing>('unread');
  const kinds = (['unread', 'excluded'] as const).map((value) => ({ value, label: t[value] }));
  return (
    <div className={styles.failures}>
      <Segmented label={t.missingKind} options={kinds} value={kind} onChange={setKind} />
      <FailureTable source={source} kind={kind} />
    </div>
  );
}

function FailureTable({ source, kind }: { source: string; kind: Missing }) {
  const answer = useFailures(source, kind);
  const isLate = useLater(answer.isPending);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={2} /> : null;
  const { total, items, causes } = answer.data;
  if (total === 0) return <p className={styles.more}>{words().nothingMissing}</p>;
  return (
    <>
      {kind === 'unread' ? <Causes source={source} causes={causes} /> : null}
      <Items source={source} items={items} total={total} />
    </>
  );
}

/** The failures in groups, each of which can be tried again. */
function Causes({ source, causes }: { source: string; causes: FailureCause[] }) {
  const t = words();
  const retry = useRetry(source);
  return (
    <>
      <ul className={styles.causes}>
        {causes.map(({ state, cause, count, nextTryAt }) => (
          <li key={`${state} ${cause}`}>
            <span>
              <strong>{formatCount(count)}</strong> {causeInWords(state, cause)}
              {nextTryAt === null ? '' : t.nextTry}
              {nextTryAt === null ? null : <RelativeTime at={nextTryAt} />}
            </span>
            {cause === null ? null : (
              <Button look="plain" disabled={retry.isPending} onClick={() => retry.mutate({ cause })}>
                {t.retry}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.more} role="status">
        {retry.isSuccess ? t.retried : ''}
        {retry.isError ? retry.error.message : ''}
      </p>
    </>
  );
}

function Items({ source, items, total }: { source: string; items: Failure[]; total: number }) {
  const t = words();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t.missingOf(source)}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.columns.file}</th>
            <th scope="col">{t.columns.state}</th>
            <th scope="col">{t.columns.why}</th>
            <th scope="col">{t.columns.tried}</th>
            <th scope="col">{t.columns.next}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((failure) => (
            <tr key={failure.path}>
              <td className={styles.path}>{failure.path}</td>
              <td data-state={failure.state}>{t.failureStates[failure.state]}</td>
              <td>{failure.reason}</td>
              <td>{failure.attempts}</td>
              <td>{failure.nextTryAt === null ? t.whenItChanges : <RelativeTime at={failure.nextTryAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > items.length ? <p className={styles.more}>{t.firstOf(items.length, total)}</p> : null}
    </section>
  );
}
