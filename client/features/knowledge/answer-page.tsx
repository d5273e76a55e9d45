import { type FormEvent, useState } from 'react';
import { useParams } from 'react-router';
import type { AnswerCard, AnswerDetail } from '../../../server/contract/knowledge.ts';
import { Button } from '../../components/button.tsx';
import { CompanyAnswer } from '../../components/company-answer.tsx';
import { Field } from '../../components/field.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { catalogue } from '../../lib/language.ts';
import { useAnswer, useAnswerActions } from './use-knowledge.ts';
import styles from './writing.module.css';

const words = catalogue({
  en: {
    loading: 'Answer',
    also: 'Also asked as',
    edit: 'Edit',
    verify: 'Still right',
    verified: 'Thank you. It is verified for twelve months from now.',
    text: 'Answer',
    questions: 'Questions it answers',
    questionsHint: 'One on each line; the first is its title.',
    save: 'Save',
    cancel: 'Cancel',
  },
  de: {
    loading: 'Antwort',
    also: 'Auch gefragt als',
    edit: 'Bearbeiten',
    verify: 'Stimmt noch',
    verified: 'Danke. Sie gilt von jetzt an zwölf Monate als geprüft.',
    text: 'Antwort',
    questions: 'Fragen, die sie beantwortet',
    questionsHint: 'Eine je Zeile; die erste ist ihr Titel.',
    save: 'Speichern',
    cancel: 'Abbrechen',
  },
});

/** An answer with a lasting address; whoever keeps it says here that it still holds, or puts it right. */
export function AnswerPage() {
  const { id = '' } = useParams();
  const answer = useAnswer(id);
  const isLate = useLater(answer.isPending);
  return (
    <Page title={answer.data?.title ?? words().loading} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {answer.data ? <Shown id={id} answer={answer.data} /> : null}
    </Page>
  );
}

function Shown({ id, answer }: { id: string; answer: AnswerDetail }) {
  const t = words();
  const [isEditing, setEditing] = useState(false);
  const { verify } = useAnswerActions(id);
  const others = answer.questions.slice(1);
  return (
    <>
      <h1 className={styles.title}>{answer.title}</h1>
      {isEditing && answer.entry ? (
        <EditForm id={id} entry={answer.entry} onClose={() => setEditing(false)} />
      ) : (
        <CompanyAnswer answer={answer} isWhole />
      )}
      {others.length > 0 && !isEditing ? (
        <section className={styles.section}>
          <h2 className={styles.heading}>{t.also}</h2>
          <ul className={styles.quiet}>
            {others.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {answer.entry && !isEditing ? (
        <div className={styles.actions}>
          <Button look="primary" disabled={verify.isPending} onClick={() => verify.mutate()}>
            {t.verify}
          </Button>
          <Button onClick={() => setEditing(true)}>{t.edit}</Button>
          <span role="status" className={styles.quiet}>
            {verify.isSuccess ? t.verified : ''}
          </span>
        </div>
      ) : null}
    </>
  );
}

function EditForm({ id, entry, onClose }: { id: string; entry: AnswerCard; onClose: () => void }) {
  const t = words();
  const { change } = useAnswerActions(id);
  const [questions, setQuestions] = useState(entry.questions.join('\n'));
  const [text, setText] = useState(entry.text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lines = questions.split('\n').map((line) => line.trim());
    change.mutate({ ...entry, questions: lines.filter((line) => line !== ''), text }, { onSuccess: onClose });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={t.questions} hint={t.questionsHint}>
        <textarea required rows={3} value={questions} onChange={(event) => setQuestions(event.target.value)} />
      </Field>
      <Field label={t.text}>
        <textarea required rows={8} maxLength={5000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {change.isError ? (
        <p className={styles.problem} role="alert">
          {change.error.message}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button look="primary" type="submit" disabled={change.isPending}>
          {t.save}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  );
}
