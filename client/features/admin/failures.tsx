import { useState } from 'react';
import type { Failure } from '../../../server/contract/admin.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import styles from './failures.module.css';
import { type Missing, useFailures } from './use-sources.ts';

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
  const { total, items } = answer.data;
  if (total === 0) return <p className={styles.more}>Nothing of this kind.</p>;
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
