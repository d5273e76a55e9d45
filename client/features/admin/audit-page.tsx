import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditRow } from '../../../server/contract/audit.ts';
import { Button, ButtonAnchor } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useSettled } from '../../hooks/use-settled.ts';
import { exactMoment } from '../../lib/dates.ts';
import { AdminNav } from './admin-nav.tsx';
import form from './admin-page.module.css';
import styles from './audit-page.module.css';
import { ACTIONS, actionInWords, actorInWords, outcomeInWords } from './audit-words.ts';
import { type AuditFilters, auditExportUrl, readAuditFilters, useAudit, writeAuditFilters } from './use-audit.ts';

/** Who did what, latest first, as far as somebody asks. */
export function AuditPage() {
  const [parameters, setParameters] = useSearchParams();
  const filters = readAuditFilters(parameters);
  const change = (changes: Partial<AuditFilters>) =>
    setParameters(writeAuditFilters({ ...filters, ...changes }), { replace: true });
  return (
    <Page title="Audit log" className={form.page}>
      <AdminNav />
      <header className={styles.head}>
        <div>
          <h1 className={form.title}>Audit log</h1>
          <p className={form.lead}>Sign-ins, refusals and what administrators did. Searches are not written down.</p>
        </div>
        <div className={styles.exports}>
          {(['csv', 'jsonl'] as const).map((format) => (
            <ButtonAnchor key={format} href={auditExportUrl(filters, format)} download>
              <Download size={15} aria-hidden="true" /> {format === 'csv' ? 'CSV' : 'JSON lines'}
            </ButtonAnchor>
          ))}
        </div>
      </header>
      <Filters filters={filters} onChange={change} />
      <Rows filters={filters} onClear={() => setParameters({}, { replace: true })} />
    </Page>
  );
}

const PAUSE_MS = 300;

function Filters({ filters, onChange }: { filters: AuditFilters; onChange: (changes: Partial<AuditFilters>) => void }) {
  const [actor, setActor] = useState(filters.actor);
  const settled = useSettled(actor.trim(), PAUSE_MS);
  useEffect(() => setActor(filters.actor), [filters.actor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the filter, not a new address
  useEffect(() => {
    if (settled === actor.trim() && settled !== filters.actor) onChange({ actor: settled });
  }, [settled]);
  return (
    <search className={form.filters} aria-label="Filters">
      <label className={form.field}>
        <span>What</span>
        <select value={filters.action} onChange={(event) => onChange({ action: event.target.value })}>
          <option value="">Everything</option>
          {Object.entries(ACTIONS).map(([action, name]) => (
            <option key={action} value={action}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={form.field}>
        <span>Who</span>
        <input
          type="search"
          placeholder="Sign-in name"
          maxLength={256}
          autoCapitalize="off"
          spellCheck={false}
          value={actor}
          onChange={(event) => setActor(event.target.value)}
        />
      </label>
      <label className={form.field}>
        <span>From</span>
        <input type="date" value={filters.from} max={filters.to} onChange={(event) => onChange({ from: event.target.value })} />
      </label>
      <label className={form.field}>
        <span>To</span>
        <input type="date" value={filters.to} min={filters.from} onChange={(event) => onChange({ to: event.target.value })} />
      </label>
    </search>
  );
}

function Rows({ filters, onClear }: { filters: AuditFilters; onClear: () => void }) {
  const answer = useAudit(filters);
  const isLate = useLater(answer.isPending);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={3} /> : null;
  const rows = answer.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) {
    const isFiltered = Object.values(filters).some((value) => value !== '');
    return (
      <Message
        title={isFiltered ? 'Nothing like that' : 'Nothing yet'}
        level={2}
        actions={isFiltered ? <Button onClick={onClear}>Show everything</Button> : null}
      >
        {isFiltered ? 'No row of the log fits these filters.' : 'What people and administrators do will be listed here.'}
      </Message>
    );
  }
  return (
    <>
      <AuditTable rows={rows} />
      {answer.hasNextPage ? (
        <Button className={styles.more} disabled={answer.isFetchingNextPage} onClick={() => answer.fetchNextPage()}>
          {answer.isFetchingNextPage ? 'Loading' : 'Show older ones'}
        </Button>
      ) : null}
    </>
  );
}

function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">On what</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={styles.when}>
              <time dateTime={row.at}>{exactMoment(new Date(row.at))}</time>
            </td>
            <td className={styles.who}>
              {actorInWords(row.actor)}
              {row.address === null ? null : <span className={styles.address}>{row.address}</span>}
            </td>
            <td className={styles.what}>
              {actionInWords(row.action)}
              {row.outcome === 'done' ? null : (
                <span className={styles.outcome} data-outcome={row.outcome}>
                  {outcomeInWords(row.outcome)}
                </span>
              )}
            </td>
            <td className={styles.subject}>
              {row.subject}
              {row.details === null ? null : <span className={styles.details}>{row.details}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
