import { type FormEvent, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Button } from '../../components/button.tsx';
import { Chain } from '../../components/chain.tsx';
import form from '../../components/form.module.css';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { PathField } from '../../components/path-field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { paths } from '../../paths.ts';
import { Checks } from './checks.tsx';
import styles from './permissions-page.module.css';
import { SignInNameField } from './sign-in-name-field.tsx';
import { documentMeant, useExplanation } from './use-explanation.ts';
import { ViewAsForm } from './view-as-form.tsx';
import { words } from './words.ts';

/** Why somebody finds a document, or does not: the question is the address, so that an answer can be sent to a colleague. */
export function PermissionsPage() {
  const t = words();
  const [parameters] = useSearchParams();
  const question = { as: parameters.get('as') ?? '', document: parameters.get('document') ?? '' };
  return (
    <AdminPage title={t.title}>
      <header>
        <h1 className={page.title}>{t.title}</h1>
        <p className={page.lead}>{t.lead}</p>
      </header>
      <QuestionForm {...question} />
      {question.as === '' || question.document === '' ? <Hint /> : <Answer {...question} />}
      <ViewAsForm />
      <Checks />
    </AdminPage>
  );
}

function Hint() {
  const t = words();
  return (
    <Message title={t.somebodyMisses} level={2}>
      {t.hint}
    </Message>
  );
}

interface Question {
  as: string;
  document: string;
}

function QuestionForm(question: Question) {
  const t = words();
  const [, setParameters] = useSearchParams();
  const [as, setAs] = useState(question.as);
  const [document, setDocument] = useState(question.document);
  // A new address is a new question; whoever asked by the form keeps the focus in it.
  useEffect(() => {
    setAs(question.as);
    setDocument(question.document);
  }, [question.as, question.document]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setParameters({ as: as.trim(), document: documentMeant(document) });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <SignInNameField value={as} onChange={setAs} />
      <PathField label={t.document} placeholder={t.documentHint} value={document} onChange={setDocument} />
      <Button look="primary" type="submit">
        {t.explain}
      </Button>
    </form>
  );
}

function Answer(question: Question) {
  const t = words();
  const answer = useExplanation(question);
  const isLate = useLater(answer.isPending);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={2} /> : null;
  const { verdict, chain, person, document, candidates } = answer.data;
  return (
    <section className={styles.answer} aria-labelledby="verdict" data-verdict={verdict}>
      <header className={styles.head}>
        <h2 id="verdict" className={styles.verdict}>
          {t.verdicts[verdict](person?.name ?? question.as)}
        </h2>
        <p className={styles.path}>
          {document?.path ?? question.document}
          {document ? ` ${t.inSource(document.source)}` : null}
        </p>
      </header>
      <Chain steps={chain} label={t.how} />
      {candidates.length === 0 ? null : (
        <ul className={styles.candidates}>
          {candidates.map(({ source, path }) => (
            <li key={source}>
              <Link className={styles.candidate} to={paths.permissions({ as: question.as, document: `${source}:${path}` })}>
                {path} <span className={styles.source}>{t.inSource(source)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {person ? (
        <Link className={styles.viewAs} to={paths.viewAs({ as: question.as })}>
          {t.viewAsAll(person.name)}
        </Link>
      ) : null}
    </section>
  );
}
