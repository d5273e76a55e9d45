import { useId } from 'react';
import type { SourceField } from '../../../../server/contract/sources.ts';
import { Field } from '../../../components/field.tsx';
import { isObject } from './draft.ts';
import { RowsField } from './rows-field.tsx';
import { linesOf, rowsOf, textOf } from './values.ts';
import styles from './wizard.module.css';
import { said, words } from './words.ts';

interface AccessProps {
  label: string;
  hint: string;
  problem: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Who may read: found out in one of the ways of the kind, some groups, or groups by folder. */
export function AccessField({ field, value, problem, onChange, ...around }: AccessProps & { field: SourceField }) {
  const t = words();
  const way = !isObject(value) ? textOf(value) : 'groups' in value ? 'groups' : 'folders';
  const choose = (next: string) => onChange(next === 'groups' ? { groups: [] } : next === 'folders' ? { folders: {} } : next);
  return (
    <div className={styles.together}>
      <Field {...around} problem={problem}>
        <select value={way} onChange={(event) => choose(event.target.value)}>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {said(choice.label)}
            </option>
          ))}
          <option value="groups">{t.byGroups}</option>
          <option value="folders">{t.byFolders}</option>
        </select>
      </Field>
      {isObject(value) && way === 'groups' ? (
        <Groups value={linesOf(value.groups)} onChange={(groups) => onChange({ groups })} />
      ) : null}
      {isObject(value) && way === 'folders' ? (
        <RowsField
          label={t.byFolders}
          hint={t.groupsHint}
          problem={undefined}
          field={{ ...field, type: 'lists' }}
          value={Object.fromEntries(rowsOf(value.folders))}
          onChange={(folders) => onChange({ folders: withEveryone(folders ?? {}) })}
        />
      ) : null}
    </div>
  );
}

/** Who may use the share at all: everybody, or some groups. */
export function PartiesField({ value, problem, onChange, ...around }: AccessProps) {
  const t = words();
  const isSome = Array.isArray(value);
  return (
    <div className={styles.together}>
      <Field {...around} problem={problem}>
        <select
          value={isSome ? 'groups' : textOf(value)}
          onChange={(event) => onChange(event.target.value === 'groups' ? [] : event.target.value || undefined)}
        >
          {value === undefined ? <option value="">{t.usual}</option> : null}
          <option value="everyone">{t.everyone}</option>
          <option value="groups">{t.byGroups}</option>
        </select>
      </Field>
      {isSome ? <Groups value={linesOf(value)} onChange={onChange} /> : null}
    </div>
  );
}

function Groups({ value, onChange }: { value: string[]; onChange: (groups: string[]) => void }) {
  const t = words();
  const id = useId();
  return (
    <Field label={t.byGroups} hint={t.groupsHint}>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        value={value.join('\n')}
        onChange={(event) => onChange(event.target.value.split('\n'))}
      />
    </Field>
  );
}

/** `everyone` alone is a word of its own, not the name of a group. */
function withEveryone(folders: Record<string, string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(folders).map(([glob, who]) => [glob, who[0] === 'everyone' && who.length === 1 ? 'everyone' : who]),
  );
}
