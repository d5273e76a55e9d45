import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { SourceField } from '../../../../server/contract/sources.ts';
import { Button } from '../../../components/button.tsx';
import form from '../../../components/form.module.css';
import { linesOf, rowsOf } from './values.ts';
import styles from './wizard.module.css';
import { words } from './words.ts';

interface RowsFieldProps {
  label: string;
  hint: string;
  problem: string | undefined;
  field: SourceField;
  value: unknown;
  onChange: (value: Record<string, string | string[]> | undefined) => void;
}

/** Names and what belongs to each. Rows that are not finished are kept in sight and not handed on. */
export function RowsField({ label, hint, problem, field, value, onChange }: RowsFieldProps) {
  const t = words();
  const about = useId();
  const [rows, setRows] = useState(() => rowsOf(value).map(([name, text]) => ({ key: crypto.randomUUID(), name, text })));
  const set = (next: typeof rows) => {
    setRows(next);
    const whole = next.filter(({ name, text }) => name.trim() !== '' && text.trim() !== '');
    const entries = whole.map(({ name, text }) => [name.trim(), field.type === 'map' ? text.trim() : partsOf(text)] as const);
    onChange(entries.length === 0 ? undefined : Object.fromEntries(entries));
  };
  const change = (key: string, part: { name?: string; text?: string }) =>
    set(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className={styles.rows} aria-describedby={about}>
      <legend>{label}</legend>
      {rows.map(({ key, name, text }, position) => (
        <div key={key} className={styles.row}>
          <input
            className={form.input}
            aria-label={`${t.row(label, position + 1)}: ${t.rowFrom}`}
            placeholder={field.placeholder ?? t.rowFrom}
            spellCheck={false}
            value={name}
            onChange={(event) => change(key, { name: event.target.value })}
          />
          <input
            className={form.input}
            aria-label={`${t.row(label, position + 1)}: ${t.rowTo}`}
            placeholder={t.rowTo}
            spellCheck={false}
            value={text}
            onChange={(event) => change(key, { text: event.target.value })}
          />
          <button
            type="button"
            className={styles.remove}
            aria-label={t.rowRemove(position + 1)}
            onClick={() => set(rows.filter((row) => row.key !== key))}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      ))}
      <Button look="plain" onClick={() => setRows([...rows, { key: crypto.randomUUID(), name: '', text: '' }])}>
        <Plus size={16} aria-hidden="true" /> {t.rowAdd}
      </Button>
      <p id={about} className={styles.hint}>
        {hint} {problem ? <span className={styles.problem}>{problem}</span> : null}
      </p>
    </fieldset>
  );
}

function partsOf(text: string): string[] {
  return linesOf(text.split(',').map((part) => part.trim())).filter((part) => part !== '');
}
