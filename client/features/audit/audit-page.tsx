import { Download } from 'lucide-react';
import { useSearchParams } from 'react-router';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Button, ButtonAnchor } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { Filters } from './audit-filters.tsx';
import styles from './audit-page.module.css';
import { AuditTable } from './audit-table.tsx';
import { type AuditFilters, auditExportUrl, readAuditFilters, useAudit, writeAuditFilters } from './use-audit.ts';
import { words } from './words.ts';

/** Who did what, latest first, as far as somebody asks. */
export function AuditPage() {
  const t = words();
  const [parameters, setParameters] = useSearchParams();
  const filters = readAuditFilters(parameters);
  const change = (changes: Partial<AuditFilters>) =>
    setParameters(writeAuditFilters({ ...filters, ...changes }), { replace: true });
  return (
    <AdminPage title={t.title}>
      <header className={styles.head}>
        <div>
          <h1 className={page.title}>{t.title}</h1>
          <p className={page.lead}>{t.lead}</p>
        </div>
        <div className={styles.exports}>
          {(['csv', 'jsonl'] as const).map((format) => (
            <ButtonAnchor key={format} href={auditExportUrl(filters, format)} download>
              <Download size={15} aria-hidden="true" />
              <span>
                <span className="visually-hidden">{t.download}</span>
                {format === 'csv' ? 'CSV' : t.jsonLines}
              </span>
            </ButtonAnchor>
          ))}
        </div>
      </header>
      <Filters filters={filters} onChange={change} />
      <Rows filters={filters} onClear={() => setParameters({}, { replace: true })} />
    </AdminPage>
  );
}

function Rows({ filters, onClear }: { filters: AuditFilters; onClear: () => void }) {
  const t = words();
  const answer = useAudit(filters);
  const isLate = useLater(answer.isPending);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={3} /> : null;
  const rows = answer.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) {
    const isFiltered = Object.values(filters).some((value) => value !== '');
    return (
      <Message
        title={isFiltered ? t.nothingLike : t.nothingYet}
        level={2}
        actions={isFiltered ? <Button onClick={onClear}>{t.showAll}</Button> : null}
      >
        {isFiltered ? t.nothingLikeHint : t.nothingYetHint}
      </Message>
    );
  }
  return (
    <>
      <AuditTable rows={rows} isOld={answer.isPlaceholderData} />
      {answer.hasNextPage ? (
        <Button className={styles.more} disabled={answer.isFetchingNextPage} onClick={() => answer.fetchNextPage()}>
          {answer.isFetchingNextPage ? t.loading : t.older}
        </Button>
      ) : null}
    </>
  );
}
