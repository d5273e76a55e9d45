import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Question } from '../../../server/contract/questions.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { words } from './questions.words.ts';
import { RouteChoice } from './route-choice.tsx';
import { useQuestionActions } from './use-knowledge.ts';
import styles from './writing.module.css';

/** A question that no document answers: the words come from the search that found nothing. */
export function AskPage() {
  const [parameters] = useSearchParams();
  const t = words();
  const [text, setText] = useState(parameters.get('q') ?? '');
  const [details, setDetails] = useState('');
  const [team, setTeam] = useState<string>();
  const [sent, setSent] = useState<Question>();
  const { ask } = useQuestionActions();
  if (sent) return <Sent question={sent} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ text: text.trim(), details, ...(team ? { team } : {}) }, { onSuccess: setSent });
  };
  return (
    <Page title={t.askTitle} className={styles.page}>
      <header>
        <h1 className={styles.title}>{t.askTitle}</h1>
        <p className={styles.lead}>{t.askLead}</p>
      </header>
      <form className={styles.form} onSubmit={submit}>
        <Field label={t.question}>
          <input required minLength={3} maxLength={300} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Field label={t.details} hint={t.detailsHint}>
          <textarea maxLength={2000} value={details} onChange={(event) => setDetails(event.target.value)} />
        </Field>
        <RouteChoice text={text} team={team} onTeam={setTeam} />
        {ask.isError ? (
          <p className={styles.problem} role="alert">
            {ask.error.message}
          </p>
        ) : null}
        <div className={styles.actions}>
          <Button look="primary" type="submit" disabled={ask.isPending}>
            {t.send}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Sent({ question }: { question: Question }) {
  const t = words();
  const names = question.sentTo.map(({ name }) => name).join(', ');
  return (
    <Page title={t.sent}>
      <Message
        title={t.sent}
        actions={
          <ButtonLink look="primary" to={paths.questions}>
            {t.toQuestions}
          </ButtonLink>
        }
      >
        {names === '' ? t.sentToAdmins : t.sentTo(names)}
      </Message>
    </Page>
  );
}
