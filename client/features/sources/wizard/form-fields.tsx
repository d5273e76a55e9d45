import type { SourceField } from '../../../../server/contract/sources.ts';
import { SourceFieldControl } from './source-field.tsx';
import type { StepProps } from './steps.ts';
import type { Problems } from './values.ts';
import styles from './wizard.module.css';
import { words } from './words.ts';

interface FormFieldsProps extends Pick<StepProps, 'draft' | 'existing' | 'set'> {
  fields: readonly SourceField[];
  problems: Problems;
}

/** The questions of a step; what most people never touch is folded away, unless something is wrong with it. */
export function FormFields({ fields, problems, ...props }: FormFieldsProps) {
  const plain = fields.filter(({ advanced }) => !advanced);
  const advanced = fields.filter((field) => field.advanced);
  const isWrong = advanced.some(({ name }) => problems.has(name));
  return (
    <>
      {plain.map((field) => (
        <OneField key={field.name} field={field} problems={problems} {...props} />
      ))}
      {advanced.length > 0 ? (
        <details className={styles.more} open={isWrong || undefined}>
          <summary>{words().more}</summary>
          <div className={styles.fields}>
            {advanced.map((field) => (
              <OneField key={field.name} field={field} problems={problems} {...props} />
            ))}
          </div>
        </details>
      ) : null}
    </>
  );
}

function OneField({ field, problems, draft, existing, set }: Omit<FormFieldsProps, 'fields'> & { field: SourceField }) {
  const { name } = field;
  return (
    <SourceFieldControl
      field={field}
      values={draft.values}
      secrets={draft.secrets}
      problem={problems.get(name)}
      isKept={existing?.secrets.includes(name) ?? false}
      onChange={(value) => set({ values: { ...draft.values, [name]: value } })}
      onSecret={(value) => set({ secrets: { ...draft.secrets, [name]: value } })}
    />
  );
}
