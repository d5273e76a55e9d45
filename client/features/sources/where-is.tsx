import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { PathField } from '../../components/path-field.tsx';
import { useWhere } from './use-where.ts';
import styles from './where-is.module.css';
import { words } from './words.ts';

/** "Where is my file?": by its path, as whoever misses it has it, or by a part of it. */
export function WhereIs() {
  const t = words();
  const [path, setPath] = useState('');
  const [asked, setAsked] = useState('');
  const answer = useWhere(asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === asked) void answer.refetch();
    setAsked(path.trim());
  };
  return (
    <section className={styles.where} aria-label={t.where}>
      <form className={styles.ask} onSubmit={submit}>
        <PathField label={t.where} placeholder={t.wherePlaceholder} value={path} onChange={setPath} />
        <Button type="submit">{t.whereGo}</Button>
      </form>
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
      <ul className={styles.answers} aria-live="polite">
        {answer.data?.items.map(({ source, path: found, state, sentences }) => (
          <li key={`${source}:${found}`} data-state={state}>
            <p className={styles.path}>
              {source === null ? '' : `${source}: `}
              {found}
            </p>
            <p>{sentences.join(' ')}</p>
          </li>
        ))}
        {answer.data?.hasMore ? <li>{t.whereMore}</li> : null}
      </ul>
    </section>
  );
}
