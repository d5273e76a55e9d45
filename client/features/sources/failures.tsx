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

const STATES: Record<Failure['state'], string> = { failed: 'Failed', partial: 'Partly read', excluded: 'Left out' };

const KINDS = [
  { value: 'unread', label: 'Could not be read' },
  { value: 'excluded', label: 'Left out by rules' },
] as const satisfies { value: Missing; label: string }[];

/** What is not, or not wholly, searchable, and the reason for each. */
export function Failures({ source }: { source: string }) {
  const [kind, setKind] = useState<Missing>('unread');
  return (
    <div className={styles.failures}>
      <Segmented label="What is missing" options={KINDS} value={kind} onChange={setKind} />
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
  if (total === 0) return <p className={styles.more}>Nothing of this kind.</p>;
  return (
    <>
      {kind === 'unread' ? <Causes source={source} causes={causes} /> : null}
      <Items source={source} items={items} total={total} />
    </>
  );
}

/** The failures in groups, each of which can be tried again. */
function Causes({ source, causes }: { source: string; causes: FailureCause[] }) {
  const retry = useRetry(source);
  return (
    <>
      <ul className={styles.causes}>
        {causes.map(({ state, cause, count, nextTryAt }) => (
          <li key={`${state} ${cause}`}>
            <span>
              <strong>{formatCount(count)}</strong> {causeInWords(state, cause)}
              {nextTryAt === null ? '' : ', next try '}
              {nextTryAt === null ? null : <RelativeTime at={nextTryAt} />}
            </span>
            {cause === null ? null : (
              <Button look="plain" disabled={retry.isPending} onClick={() => retry.mutate({ cause })}>
                Try again
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.more} role="status">
        {retry.isSuccess ? 'The next run tries them again.' : ''}
        {retry.isError ? retry.error.message : ''}
      </p>
    </>
  );
}

function Items({ source, items, total }: { source: string; items: Failure[]; total: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={`What is missing of ${source}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">State</th>
            <th scope="col">Why</th>
            <th scope="col">Tried</th>
            <th scope="col">Next try</th>
          </tr>
        </thead>
        <tbody>
          {items.map((failure) => (
            <tr key={failure.path}>
              <td className={styles.path}>{failure.path}</td>
              <td data-state={failure.state}>{STATES[failure.state]}</td>
              <td>{failure.reason}</td>
              <td>{failure.attempts}</td>
              <td>{failure.nextTryAt === null ? 'When it changes' : <RelativeTime at={failure.nextTryAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > items.length ? (
        <p className={styles.more}>
          The first {items.length} of {total}.
        </p>
      ) : null}
    </section>
  );
}
