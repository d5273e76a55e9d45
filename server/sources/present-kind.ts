import type { SourceKind } from '#indexers/define-source.ts';
import type { FormField } from '#indexers/types/source-form.ts';
import type { SourceField, SourceKindForm } from '../contract/sources.ts';
import { DEFAULT_SCHEDULE } from './parse-settings.ts';

/** A kind's form; whether a field is required, and what it defaults to, is what its schema does. */
export function presentKind(kind: SourceKind): SourceKindForm {
  const { title, help, fields } = kind.form;
  return { kind: kind.kind, holds: kind.holds, title, help, fields: fields.map((field) => presentField(kind, field)) };
}

function presentField({ config }: SourceKind, field: FormField): SourceField {
  const { name, type, label, help, step } = field;
  // What leads into an object is never required: the object has a default of its own.
  const left = config.shape[name]?.safeParse(undefined);
  return {
    ...{ name, type, label, help, step },
    placeholder: field.placeholder ?? null,
    required: left !== undefined && !left.success,
    default: name === 'schedule' ? DEFAULT_SCHEDULE : (left?.data ?? null),
    secret: type === 'secret',
    advanced: field.isAdvanced ?? false,
    destination: field.isDestination ?? false,
    choices: [...(field.choices ?? [])],
    min: field.min ?? null,
    max: field.max ?? null,
  };
}
