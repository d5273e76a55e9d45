import { useQuery } from '@tanstack/react-query';
import { ChevronDown, KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { DocumentDetail, OwnExplanation } from '../../../server/contract/documents.ts';
import { Button } from '../../components/button.tsx';
import { Chain } from '../../components/chain.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useMe } from '../../hooks/use-me.ts';
import { ApiError, getJson } from '../../lib/api.ts';
import { paths } from '../../paths.ts';
import styles from './why-visible.module.css';
import { words } from './words.ts';

/** For whoever wonders: one's own way to a document. Asked only when it is opened. */
export function WhyVisible({ document }: { document: Pick<DocumentDetail, 'id' | 'source' | 'path'> }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={styles.why}>
      <Button
        look="plain"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <KeyRound size={14} aria-hidden="true" /> {words().whyVisible}
        <ChevronDown className={styles.arrow} size={14} aria-hidden="true" />
      </Button>
      {isOpen ? <Way id={id} document={document} /> : null}
    </div>
  );
}

function Way({ id, document }: { id: string; document: Pick<DocumentDetail, 'id' | 'source' | 'path'> }) {
  const answer = useQuery({
    queryKey: ['document', document.id, 'explain'],
    queryFn: ({ signal }) => getJson<OwnExplanation>(`/documents/${encodeURIComponent(document.id)}/explain`, signal),
    gcTime: 0,
  });
  const isLate = useLater(answer.isPending);
  const isAdmin = useMe().data?.user?.isAdmin ?? false;
  return (
    <div id={id} className={styles.panel}>
      {isLate ? <Skeleton rows={1} /> : null}
      {answer.isError ? <Failed error={answer.error} onRetry={() => answer.refetch()} /> : null}
      {answer.data ? <Chain steps={answer.data.chain} label={words().whyVisibleChain} /> : null}
      {answer.data && isAdmin ? (
        <Link className={styles.others} to={paths.permissions({ as: '', document: `${document.source}:${document.path}` })}>
          {words().askForColleague}
        </Link>
      ) : null}
    </div>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className={styles.failed} role="alert">
      <p>
        <strong>{error instanceof ApiError ? error.title : words().wrongHere}.</strong>{' '}
        {error instanceof ApiError ? error.detail : null}
      </p>
      <Button onClick={onRetry}>{words().tryAgain}</Button>
    </div>
  );
}
