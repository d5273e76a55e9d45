import { useEffect, useState } from 'react';
import form from '../../components/form.module.css';
import { useSettled } from '../../hooks/use-settled.ts';
import type { AuditFilters } from './use-audit.ts';
import { words } from './words.ts';

const PAUSE_MS = 300;

export function Filters({ filters, onChange }: { filters: AuditFilters; onChange: (changes: Partial<AuditFilters>) => void }) {
  const t = words();
  const [actor, setActor] = useState(filters.actor);
  const settled = useSettled(actor.trim(), PAUSE_MS);
  useEffect(() => setActor(filters.actor), [filters.actor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the filter, not a new address
  useEffect(() => {
    if (settled === actor.trim() && settled !== filters.actor) onChange({ actor: settled });
  }, [settled]);
  return (
    <search className={form.filters} aria-label={t.filters}>
      <label className={form.field}>
        <span>{t.what}</span>
        <select value={filters.action} onChange={(event) => onChange({ action: event.target.value })}>
          <option value="">{t.everything}</option>
          {Object.entries(t.actions).map(([action, name]) => (
            <option key={action} value={action}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={form.field}>
        <span>{t.who}</span>
        <input
          type="search"
          placeholder={t.signInName}
          maxLength={256}
          autoCapitalize="off"
          spellCheck={false}
          value={actor}
          onChange={(event) => setActor(event.target.value)}
        />
      </label>
      <label className={form.field}>
        <span>{t.from}</span>
        <input type="date" value={filters.from} max={filters.to} onChange={(event) => onChange({ from: event.target.value })} />
      </label>
      <label className={form.field}>
        <span>{t.to}</span>
        <input type="date" value={filters.to} min={filters.from} onChange={(event) => onChange({ to: event.target.value })} />
      </label>
    </search>
  );
}
