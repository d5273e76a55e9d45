import { Link } from 'react-router';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { countOf } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { AdminNav } from './admin-nav.tsx';
import { SourcePanel } from './source-panel.tsx';
import styles from './sources-page.module.css';
import { useRunStream, useSources } from './use-sources.ts';

export function SourcesPage() {
  const answer = useSources();
  const { isLive } = useRunStream(answer.isSuccess);
  const isLate = useLater(answer.isPending);
  const sources = answer.isError ? undefined : answer.data?.items;
  return (
    <Page title="Sources" className={styles.page}>
      <AdminNav />
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {sources ? (
        <header className={styles.head}>
          <h1 className={styles.title}>Sources</h1>
          <p className={styles.live} data-live={isLive || undefined}>
            {isLive ? 'Live' : 'Connecting'}
          </p>
          <p className={styles.sum}>{sumInWords(sources.map((source) => source.counts))}</p>
        </header>
      ) : null}
      {sources?.length === 0 ? (
        <Message title="No sources yet" level={2}>
          Name a directory or a drive in <code>atrium.yaml</code> and start Atrium again. Until then there is nothing to{' '}
          <Link to={paths.home}>search</Link>.
        </Message>
      ) : null}
      {sources?.map((source) => (
        <SourcePanel key={source.id} source={source} />
      ))}
    </Page>
  );
}

function sumInWords(counts: { indexed: number; failed: number; pending: number }[]): string {
  const sum = (name: 'indexed' | 'failed' | 'pending') => counts.reduce((total, count) => total + count[name], 0);
  const parts = [`${countOf(sum('indexed'), 'item')} searchable`];
  if (sum('pending') > 0) parts.push(`${countOf(sum('pending'), 'item')} waiting`);
  parts.push(sum('failed') === 0 ? 'none failed' : `${countOf(sum('failed'), 'item')} failed`);
  return `${parts.join(', ')}.`;
}
