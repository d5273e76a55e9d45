import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/button.tsx';
import { paths } from '../../paths.ts';
import styles from './permissions-page.module.css';
import { SignInNameField } from './sign-in-name-field.tsx';
import { words } from './words.ts';

/** Chooses as whom to look. */
export function ViewAsForm() {
  const t = words();
  const navigate = useNavigate();
  const [as, setAs] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    navigate(paths.viewAs({ as: as.trim() }));
  };
  return (
    <section className={styles.part} aria-labelledby="view-as">
      <h2 id="view-as" className={styles.partTitle}>
        {t.viewAsTitle}
      </h2>
      <p className={styles.lead}>{t.viewAsLead}</p>
      <form className={styles.look} onSubmit={submit}>
        <SignInNameField value={as} onChange={setAs} />
        <Button type="submit">{t.look}</Button>
      </form>
    </section>
  );
}
