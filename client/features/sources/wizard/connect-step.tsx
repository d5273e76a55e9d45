import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { ApiError } from '../../../lib/api.ts';
import { type Draft, missingFields, toRequest } from './draft.ts';
import { Findings } from './findings.tsx';
import { FormFields } from './form-fields.tsx';
import { StepHead } from './step-head.tsx';
import type { StepProps } from './steps.ts';
import { useTest } from './use-drafts.ts';
import { type Problems, problemsOf } from './values.ts';
import styles from './wizard.module.css';
import { words } from './words.ts';

const NAME = /^[a-z0-9-]{1,64}$/;

/** Where the place is, and whether Atrium gets in. What was tried and works leads on; what does not says what is missing. */
export function ConnectStep({ taken, ...props }: StepProps & { taken: readonly string[] }) {
  const { draft, form, existing, set, next } = props;
  const t = words();
  const test = useTest();
  const [tested, setTested] = useState<Draft>();
  const [missing, setMissing] = useState<Problems>(new Map());
  const outcome = useRef<HTMLDivElement>(null);
  const formElement = useRef<HTMLFormElement>(null);
  const fields = form.fields.filter(({ step }) => step === 'connect');
  const isCurrent = tested === draft && test.data !== undefined;
  const isGood = isCurrent && test.data?.ok === true;
  const names = form.fields.map(({ name }) => name);
  const problems = tested === draft && test.error instanceof ApiError ? problemsOf(test.error.errors, names) : missing;

  const attempt = () => {
    const wrong = wrongFields(props, taken);
    setMissing(wrong);
    setTested(draft);
    test.reset();
    const focusWrong = () => formElement.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    if (wrong.size > 0) return requestAnimationFrame(focusWrong);
    test.mutate(toRequest(draft, form), {
      onSuccess: () => outcome.current?.focus(),
      onError: () => requestAnimationFrame(focusWrong),
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isGood) next();
    else attempt();
  };
  const isOther = test.error && !(test.error instanceof ApiError && test.error.errors.length > 0);
  return (
    <section aria-labelledby="step">
      <StepHead title={t.titles.connect} hint={t.hints.connect} />
      <form ref={formElement} className={styles.card} noValidate onSubmit={submit}>
        <div className={styles.fields}>
          <FormFields fields={fields} problems={problems} draft={draft} existing={existing} set={set} />
          {existing ? null : (
            <Field label={t.name} hint={t.nameHint} problem={problems.get('id')}>
              <input
                required
                maxLength={64}
                autoCapitalize="off"
                autoComplete="off"
                spellCheck={false}
                value={draft.id}
                onChange={(event) => set({ id: event.target.value })}
              />
            </Field>
          )}
        </div>
        <div ref={outcome} tabIndex={-1} role="status" className={styles.outcome}>
          {test.isPending ? <p className={styles.quiet}>{t.testing}</p> : null}
          {isCurrent && test.data ? <Findings report={test.data} /> : null}
          {isOther ? <p className={styles.problem}>{test.error?.message}</p> : null}
        </div>
        <div className={styles.actions}>
          {isCurrent && !isGood ? (
            <Button look="plain" onClick={next}>
              {t.anyway}
            </Button>
          ) : null}
          {isGood ? (
            <Button look="primary" type="submit">
              {t.next}
            </Button>
          ) : (
            <Button look="primary" type="submit" disabled={test.isPending}>
              {isCurrent ? t.testAgain : t.test}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}

function wrongFields({ draft, form, existing }: StepProps, taken: readonly string[]): Problems {
  const t = words();
  const fields = form.fields.filter(({ step }) => step === 'connect');
  const wrong = new Map(missingFields(draft, fields, existing?.secrets ?? []).map((name) => [name, t.needed]));
  if (!existing && !NAME.test(draft.id)) wrong.set('id', draft.id === '' ? t.needed : t.nameWrong);
  if (!existing && taken.includes(draft.id)) wrong.set('id', t.nameTaken);
  return wrong;
}
