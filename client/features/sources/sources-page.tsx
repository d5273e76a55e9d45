import { Link } from 'react-router';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { ApiError } from '../../lib/api.ts';
import { countOf } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { SourcePanel } from './source-panel.tsx';
import styles from './sources-page.module.css';
import { useRunStream, useSources } from './use-sources.ts';
import { WhereIs } from './where-is.tsx';

export function SourcesPage() {
  return (
    <AdminPage title="Sources">
      <Sources />
    </AdminPage>
  );
}

function Sources() {
  const answer = useSources();
  const { isLive } = useRunStream(answer.data !== undefined);
  const isLate = useLater(answer.isPending);
  // A reading that fails leaves what the one before has shown, unless it is not for this person any more.
  const isShut = answer.error instanceof ApiError && (answer.error.status === 401 || answer.error.status === 403);
  const sources = isShut ? undefined : answer.data?.items;
  return (
    <>
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError && !sources ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {sources ? (
        <header className={styles.head}>
          <h1 className={page.title}>Sources</h1>
          <p className={styles.live} data-live={isLive || undefined}>
            {isLive ? 'Live' : 'Connecting'}
          </p>
          {answer.isError ? <Outdated error={answer.error} /> : null}
          <p className={styles.sum}>{sumInWords(sources.map((source) => source.counts))}</p>
        </header>
      ) : null}
      {sources?.length === 0 ? (
        <Message title="No sources yet" level={2}>
          Name a directory or a drive in <code>atrium.yaml</code> and start Atrium again. Until then there is nothing to{' '}
          <Link to={paths.home}>search</Link>.
        </Message>
      ) : null}
      {sources && sources.length > 0 ? <WhereIs /> : null}
      {sources?.map((source) => (
        <SourcePanel key={source.id} source={source} />
      ))}
    </>
  );
}

function Outdated({ error }: { error: Error }) {
  return (
    <div className={styles.sum}>
      <Notice level="warning">This may be out of date. {error.message}</Notice>
    </div>
  );
}

function sumInWords(counts: { indexed: number; failed: number; pending: number }[]): string {
  const sum = (name: 'indexed' | 'failed' | 'pending') => counts.reduce((total, count) => total + count[name], 0);
  const parts = [`${countOf(sum('indexed'), 'item', 'items')} searchable`];
  if (sum('pending') > 0) parts.push(`${countOf(sum('pending'), 'item', 'items')} waiting`);
  parts.push(sum('failed') === 0 ? 'none failed' : `${countOf(sum('failed'), 'item', 'items')} failed`);
  return `${parts.join(', ')}.`;
}
