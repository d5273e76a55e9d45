import { useEffect, useState } from 'react';
import form from '../../components/form.module.css';
import { useSettled } from '../../hooks/use-settled.ts';
import { ACTIONS } from './audit-words.ts';
import type { AuditFilters } from './use-audit.ts';

const PAUSE_MS = 300;

export function Filters({ filters, onChange }: { filters: AuditFilters; onChange: (changes: Partial<AuditFilters>) => void }) {
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
