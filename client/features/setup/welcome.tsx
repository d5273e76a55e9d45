import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { ArchSign } from '../../components/wordmark.tsx';
import { ApiError } from '../../lib/api.ts';
import { paths } from '../../paths.ts';
import { useEnter } from './use-administrators.ts';
import styles from './welcome.module.css';
import { words } from './words.ts';

/** Greets whoever comes first. The code of the address is used when somebody says so, not by a program that only follows links. */
export function Welcome() {
  const t = words();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const enter = useEnter();
  const [typed, setTyped] = useState('');
  const [given] = useState(() => decodeURIComponent(hash.slice(1)));
  // What was wrong gives way to another one.
  const isTyped = given === '' || enter.isError;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Not to be left in the history of the browser.
    navigate(paths.setup, { replace: true });
    enter.mutate((isTyped ? typed : given).trim());
  };
  return (
    <section className={styles.welcome} aria-labelledby="welcome">
      <ArchSign className={styles.arches} />
      <h1 id="welcome" className={styles.title}>
        {t.welcome}
      </h1>
      <p className={styles.lead}>{t.welcomeLead}</p>
      <ol className={styles.ahead}>
        {t.ahead.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <form className={styles.form} onSubmit={submit}>
        {isTyped ? (
          <>
            {enter.isError ? null : <p className={styles.hint}>{t.noCode}</p>}
            <Field label={t.code} hint={t.codeHint} problem={enter.isError ? problemOf(enter.error) : undefined}>
              <input
                required
                maxLength={128}
                autoCapitalize="off"
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </Field>
          </>
        ) : null}
        <Button look="primary" type="submit" disabled={enter.isPending}>
          {t.begin}
        </Button>
      </form>
    </section>
  );
}

function problemOf(error: Error): string {
  const t = words();
  if (!(error instanceof ApiError)) return error.message;
  if (error.code === 'wrong-setup-code') return t.wrongCode;
  return error.code === 'too-many-requests' ? t.tooMany : error.message;
}
