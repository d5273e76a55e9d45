import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import type { OwnExplanation } from '../../../server/contract/documents.ts';
import { Button } from '../../components/button.tsx';
import { Chain } from '../../components/chain.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { getJson } from '../../lib/api.ts';
import styles from './why-visible.module.css';

/** For whoever wonders: one's own way to a document. Asked only when it is opened. */
export function WhyVisible({ documentId }: { documentId: string }) {
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
        <KeyRound size={14} aria-hidden="true" /> Why can I see this?
      </Button>
      {isOpen ? <Way id={id} documentId={documentId} /> : null}
    </div>
  );
}

function Way({ id, documentId }: { id: string; documentId: string }) {
  const answer = useQuery({
    queryKey: ['document', documentId, 'explain'],
    queryFn: ({ signal }) => getJson<OwnExplanation>(`/documents/${encodeURIComponent(documentId)}/explain`, signal),
    gcTime: 0,
  });
  const isLate = useLater(answer.isPending);
  return (
    <div id={id} className={styles.panel}>
      {isLate ? <Skeleton rows={1} /> : null}
      {answer.isError ? <p role="alert">{answer.error.message}</p> : null}
      {answer.data ? <Chain steps={answer.data.chain} label="Why you can see this" /> : null}
    </div>
  );
}
