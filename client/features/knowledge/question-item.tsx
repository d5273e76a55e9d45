import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Audience } from '../../../server/contract/knowledge.ts';
import type { Question } from '../../../server/contract/questions.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { paths } from '../../paths.ts';
import { AudienceField, isForNobody } from './audience-field.tsx';
import { words } from './questions.words.ts';
import { useQuestionActions } from './use-knowledge.ts';
import styles from './writing.module.css';

/** A question with what one can do about it. */
export function QuestionItem({ question }: { question: Question }) {
  const t = words();
  const [isAnswering, setAnswering] = useState(false);
  const { decline, withdraw } = useQuestionActions();
  const { answer } = question;
  const states = { open: t.open, answered: t.done, withdrawn: t.withdrawn };
  return (
    <li className={styles.item}>
      <h3 className={styles.itemTitle}>
        {answer ? <Link to={paths.answer(answer.id.replace(/^\D+/, ''))}>{question.text}</Link> : question.text}
      </h3>
      {question.details === '' ? null : <p className={styles.details}>{question.details}</p>}
      <p className={styles.meta}>
        <Badge look={question.state === 'answered' ? 'good' : 'plain'}>{states[question.state]}</Badge>
        <People label={t.askedBy} people={question.askedBy} />
        <People label={t.askedOf} people={question.sentTo} />
        <RelativeTime at={question.askedAt} />
      </p>
      {answer ? <p className={styles.details}>{answer.text}</p> : null}
      {isAnswering ? <AnswerForm id={question.id} onClose={() => setAnswering(false)} /> : null}
      {question.isForMe && !isAnswering ? (
        <div className={styles.actions}>
          <Button look="primary" onClick={() => setAnswering(true)}>
            {t.answerIt}
          </Button>
          <Button disabled={decline.isPending} onClick={() => decline.mutate(question.id)}>
            {t.notMe}
          </Button>
        </div>
      ) : null}
      {question.isMine && !question.isForMe && question.state === 'open' ? (
        <div className={styles.actions}>
          <Button disabled={withdraw.isPending} onClick={() => withdraw.mutate(question.id)}>
            {t.withdraw}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function People({ label, people }: { label: string; people: Question['askedBy'] }) {
  if (people.length === 0) return null;
  return (
    <span>
      {label}{' '}
      {people.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 ? ', ' : ''}
          <Link className={styles.link} to={paths.person(id)}>
            {name}
          </Link>
        </span>
      ))}
    </span>
  );
}

function AnswerForm({ id, onClose }: { id: number; onClose: () => void }) {
  const t = words();
  const { answer } = useQuestionActions();
  const [text, setText] = useState('');
  const [link, setLink] = useState('');
  const [audience, setAudience] = useState<Audience>({ kind: 'everyone' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ id, text, audience, ...(link.trim() === '' ? {} : { link }) }, { onSuccess: onClose });
  };
  return (
    <form className={`${styles.form} ${styles.answerForm}`} onSubmit={submit}>
      <Field label={t.yourAnswer} hint={t.answerHint}>
        <textarea
          required
          maxLength={5000}
          rows={5}
          // biome-ignore lint/a11y/noAutofocus: whoever presses "Answer" wants to write it
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Field label={t.link} hint={t.linkHint}>
        <input maxLength={2000} autoComplete="off" value={link} onChange={(event) => setLink(event.target.value)} />
      </Field>
      <AudienceField value={audience} onChange={setAudience} />
      {answer.isError ? (
        <p className={styles.problem} role="alert">
          {answer.error.message}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button look="primary" type="submit" disabled={answer.isPending || isForNobody(audience)}>
          {t.publish}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  );
}
