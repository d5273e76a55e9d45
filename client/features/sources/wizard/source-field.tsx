import type { SourceField } from '../../../../server/contract/sources.ts';
import { Field } from '../../../components/field.tsx';
import { AccessField, PartiesField } from './access-field.tsx';
import { FolderField } from './folder-field.tsx';
import { RowsField } from './rows-field.tsx';
import { currentValue, linesOf, textOf } from './values.ts';
import styles from './wizard.module.css';
import { said, words } from './words.ts';

export interface SourceFieldProps {
  field: SourceField;
  values: Record<string, unknown>;
  secrets: Record<string, string>;
  problem: string | undefined;
  /** A secret of this name is there already. */
  isKept: boolean;
  /** Undefined takes the default again. */
  onChange: (value: unknown) => void;
  onSecret: (value: string) => void;
}

/** One question of a kind's form, as the server describes it. */
export function SourceFieldControl(props: SourceFieldProps) {
  const { field, values, problem, onChange } = props;
  const value = currentValue(field, values);
  const label = said(field.label);
  const hint = said(field.help);
  const around = { label, hint, problem };
  switch (field.type) {
    case 'boolean':
      return <Check {...props} />;
    case 'secret':
      return <Secret {...props} />;
    case 'folder':
      return <FolderField {...around} placeholder={field.placeholder} value={textOf(value)} onChange={onChange} />;
    case 'map':
    case 'lists':
      return <RowsField {...around} field={field} value={value} onChange={onChange} />;
    case 'parties':
      return <PartiesField {...around} value={value} onChange={onChange} />;
    case 'access':
      return <AccessField {...around} field={field} value={value} onChange={onChange} />;
    case 'list':
      return (
        <Field {...around} hint={`${hint} ${words().linesHint}`}>
          <textarea
            rows={3}
            spellCheck={false}
            placeholder={field.placeholder ?? undefined}
            value={linesOf(value).join('\n')}
            onChange={(event) => onChange(event.target.value.split('\n'))}
          />
        </Field>
      );
    case 'choice':
      return (
        <Field {...around}>
          <select value={textOf(value)} onChange={(event) => onChange(event.target.value || undefined)}>
            {field.default === null ? <option value="">{words().usual}</option> : null}
            {field.choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {said(choice.label)}
              </option>
            ))}
          </select>
        </Field>
      );
    case 'number':
      return <NumberField {...props} />;
    case 'text':
    case 'filter':
    case 'cron':
      return (
        <Field {...around}>
          <input
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            required={field.required}
            placeholder={field.placeholder ?? undefined}
            value={textOf(value)}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      );
    case 'mapping':
      // Asked beside live entries.
      return null;
    default:
      return field.type satisfies never;
  }
}

function NumberField({ field, values, problem, onChange }: SourceFieldProps) {
  const value = currentValue(field, values);
  const isBytes = field.name.endsWith('Bytes') && typeof value === 'number';
  return (
    <Field
      label={said(field.label)}
      hint={isBytes ? `${said(field.help)} ${words().bytesAre(value)}` : said(field.help)}
      problem={problem}
    >
      <input
        type="number"
        min={field.min ?? undefined}
        max={field.max ?? undefined}
        value={textOf(value)}
        onChange={(event) => onChange(Number.isNaN(event.target.valueAsNumber) ? undefined : event.target.valueAsNumber)}
      />
    </Field>
  );
}

function Check({ field, values, problem, onChange }: SourceFieldProps) {
  return (
    <div className={styles.check}>
      <label>
        <input
          type="checkbox"
          checked={currentValue(field, values) === true}
          aria-describedby={`about-${field.name}`}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{said(field.label)}</span>
      </label>
      <p id={`about-${field.name}`} className={`${styles.hint} ${styles.checkHint}`}>
        {said(field.help)} {problem ? <span className={styles.problem}>{problem}</span> : null}
      </p>
    </div>
  );
}

function Secret({ field, secrets, problem, isKept, onSecret }: SourceFieldProps) {
  return (
    <Field label={said(field.label)} hint={isKept ? words().kept : said(field.help)} problem={problem}>
      <input
        type="password"
        autoComplete="new-password"
        required={field.required && !isKept}
        value={secrets[field.name] ?? ''}
        onChange={(event) => onSecret(event.target.value)}
      />
    </Field>
  );
}
