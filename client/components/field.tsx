import { cloneElement, type ReactElement, useId } from 'react';
import styles from './form.module.css';

interface FieldControl {
  id?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
}

interface FieldProps {
  label: string;
  /** What is wanted here, when the label does not say it all. */
  hint?: string | undefined;
  /** What is wrong with what was given; read out together with the field. */
  problem?: string | undefined;
  /** One `input`, `select` or `textarea`. */
  children: ReactElement<FieldControl>;
}

/** A field of a form with its name, what it wants and what is wrong with it. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const about = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, 'aria-describedby': about || undefined, 'aria-invalid': problem !== undefined })}
      {hint ? (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      ) : null}
      {problem ? (
        <span id={`${id}-problem`} className={styles.problem}>
          {problem}
        </span>
      ) : null}
    </div>
  );
}
