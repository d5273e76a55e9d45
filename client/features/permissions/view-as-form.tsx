import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/button.tsx';
import form from '../../components/form.module.css';
import { useSettled } from '../../hooks/use-settled.ts';
import { paths } from '../../paths.ts';
import styles from './permissions-page.module.css';
import { usePeopleLike } from './use-explanation.ts';
import { words } from './words.ts';

const PAUSE_MS = 200;

/** Chooses as whom to look. */
export function ViewAsForm() {
  const t = words();
  const navigate = useNavigate();
  const [as, setAs] = useState('');
  const people = usePeopleLike(useSettled(as.trim(), PAUSE_MS));
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
        <label className={form.field}>
          <span>{t.signInName}</span>
          <input
            required
            list="view-as-people"
            maxLength={256}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            placeholder={t.typeName}
            value={as}
            onChange={(event) => setAs(event.target.value)}
          />
        </label>
        <datalist id="view-as-people">
          {people.data?.map(({ uid, name }) => (
            <option key={uid} value={uid}>
              {name}
            </option>
          ))}
        </datalist>
        <Button type="submit" className={form.submit}>
          {t.look}
        </Button>
      </form>
    </section>
  );
}
