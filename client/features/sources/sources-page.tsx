import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useMe } from '../../hooks/use-me.ts';
import { ApiError } from '../../lib/api.ts';
import { paths } from '../../paths.ts';
import { SourceRow } from './source-row.tsx';
import { neediestFirst } from './source-state.ts';
import styles from './sources-page.module.css';
import { useRunStream, useSources } from './use-sources.ts';
import { WhereIs } from './where-is.tsx';
import { keptDraft } from './wizard/draft.ts';
import { words } from './words.ts';

export function SourcesPage() {
  return (
    <AdminPage title={words().sources}>
      <Sources />
    </AdminPage>
  );
}

function Sources() {
  const t = words();
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
          <h1 className={page.title}>{t.sources}</h1>
          <p className={styles.live} data-live={isLive || undefined}>
            {isLive ? t.live : t.connecting}
          </p>
          {sources.length > 0 ? <AddSource look="quiet" /> : null}
          {answer.isError ? (
            <div className={styles.sum}>
              <Notice level="warning">
                {t.outdated} {answer.error.message}
              </Notice>
            </div>
          ) : null}
          {sources.length > 0 ? <p className={styles.sum}>{sumInWords(sources)}</p> : null}
        </header>
      ) : null}
      <DemoNote />
      <DraftNote />
      {sources?.length === 0 ? (
        <Message title={t.none} level={2} actions={<AddSource look="primary" />}>
          {t.noneHint}
        </Message>
      ) : null}
      {sources && sources.length > 0 ? (
        <>
          <ul className={styles.list}>
            {neediestFirst(sources).map((source) => (
              <SourceRow key={source.id} source={source} />
            ))}
          </ul>
          <WhereIs />
        </>
      ) : null}
    </>
  );
}

function AddSource({ look }: { look: 'primary' | 'quiet' }) {
  return (
    <ButtonLink look={look} to={paths.newSource()} className={styles.add}>
      <Plus size={16} aria-hidden="true" /> {words().add}
    </ButtonLink>
  );
}

/** What somebody began in this tab, and left. */
function DraftNote() {
  const t = words();
  const [draft] = useState(() => keptDraft(undefined));
  if (draft === undefined || draft.kind === '') return null;
  return (
    <Notice level="info">
      {t.draftWaits(draft.id)}{' '}
      <Link className={styles.link} to={paths.newSource()}>
        {t.draftGoOn}
      </Link>
    </Notice>
  );
}

/** Whoever likes the demo wants to know how to begin with what is their own. */
function DemoNote() {
  const t = words();
  const me = useMe();
  if (!me.data?.demo) return null;
  return (
    <Notice level="info">
      <strong>{t.demoTitle}</strong> {t.demoHint}
    </Notice>
  );
}

function sumInWords(sources: readonly SourceStatus[]): string {
  const t = words();
  const sum = (name: 'indexed' | 'failed' | 'pending') => sources.reduce((total, { counts }) => total + counts[name], 0);
  const parts = [t.searchable(sum('indexed'))];
  if (sum('pending') > 0) parts.push(t.waiting(sum('pending')));
  parts.push(sum('failed') === 0 ? t.noneFailed : t.failed(sum('failed')));
  return `${parts.join(', ')}.`;
}
