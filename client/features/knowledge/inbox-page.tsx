import { Check, MessageCircleQuestion } from 'lucide-react';
import { Link } from 'react-router';
import type { KnowledgeAnswer } from '../../../server/contract/knowledge.ts';
import type { Inbox, Notification } from '../../../server/contract/questions.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { paths } from '../../paths.ts';
import { QuestionItem } from './question-item.tsx';
import { words } from './questions.words.ts';
import { useAnswerActions, useInbox, useQuestionActions } from './use-knowledge.ts';
import styles from './writing.module.css';

/** What colleagues want to know from one, and what became of one's own questions. */
export function InboxPage() {
  const t = words();
  const inbox = useInbox();
  const isLate = useLater(inbox.isPending);
  return (
    <Page title={t.title} className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{t.title}</h1>
          <p className={styles.lead}>{t.lead}</p>
        </div>
        <ButtonLink to={paths.ask()}>
          <MessageCircleQuestion size={17} aria-hidden="true" /> {t.askNew}
        </ButtonLink>
      </header>
      {isLate ? <Skeleton /> : null}
      {inbox.isError ? <ProblemMessage error={inbox.error} retry={() => inbox.refetch()} level={2} /> : null}
      {inbox.data ? <Contents inbox={inbox.data} /> : null}
    </Page>
  );
}

function Contents({ inbox }: { inbox: Inbox }) {
  const t = words();
  const unread = inbox.notifications.filter(({ isRead }) => !isRead);
  return (
    <>
      {unread.length > 0 ? <News items={unread} /> : null}
      <section className={styles.section} aria-labelledby="for-you">
        <h2 id="for-you" className={styles.heading}>
          {t.forYou}
        </h2>
        {inbox.waiting.length === 0 ? <p className={styles.quiet}>{t.noneForYou}</p> : null}
        <ul className={styles.list}>
          {inbox.waiting.map((question) => (
            <QuestionItem key={question.id} question={question} />
          ))}
        </ul>
      </section>
      {inbox.toVerify.length > 0 ? <ToVerify answers={inbox.toVerify} /> : null}
      <section className={styles.section} aria-labelledby="yours">
        <h2 id="yours" className={styles.heading}>
          {t.yours}
        </h2>
        {inbox.mine.length === 0 ? <p className={styles.quiet}>{t.noneYours}</p> : null}
        <ul className={styles.list}>
          {inbox.mine.map((question) => (
            <QuestionItem key={question.id} question={{ ...question, isForMe: false }} />
          ))}
        </ul>
      </section>
    </>
  );
}

function News({ items }: { items: Notification[] }) {
  const t = words();
  const { markRead } = useQuestionActions();
  return (
    <section className={styles.section} aria-labelledby="news">
      <div className={styles.head}>
        <h2 id="news" className={styles.heading}>
          {t.news}
        </h2>
        <Button look="plain" disabled={markRead.isPending} onClick={() => markRead.mutate()}>
          <Check size={16} aria-hidden="true" /> {t.markRead}
        </Button>
      </div>
      <ul className={styles.list}>
        {items.map(({ id, kind, text, at }) => (
          <li key={id} className={styles.item}>
            <p>{kind === 'answered' ? t.answered(text) : t.handedOn(text)}</p>
            <p className={styles.meta}>
              <RelativeTime at={at} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToVerify({ answers }: { answers: KnowledgeAnswer[] }) {
  const t = words();
  return (
    <section className={styles.section} aria-labelledby="to-verify">
      <h2 id="to-verify" className={styles.heading}>
        {t.toVerify}
      </h2>
      <p className={styles.note}>{t.toVerifyLead}</p>
      <ul className={styles.list}>
        {answers.map((answer) => (
          <Verifiable key={answer.id} answer={answer} />
        ))}
      </ul>
    </section>
  );
}

function Verifiable({ answer }: { answer: KnowledgeAnswer }) {
  const t = words();
  const number = answer.id.replace(/^\D+/, '');
  const { verify } = useAnswerActions(number);
  return (
    <li className={styles.item}>
      <p className={styles.itemTitle}>
        <Link to={paths.answer(number)}>{answer.title}</Link>
      </p>
      <p className={styles.details}>{answer.text}</p>
      <div className={styles.actions}>
        <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
          <Check size={16} aria-hidden="true" /> {t.verify}
        </Button>
      </div>
    </li>
  );
}
