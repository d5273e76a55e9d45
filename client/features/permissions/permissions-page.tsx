import { type FormEvent, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Explanation } from '../../../server/contract/admin.ts';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Button } from '../../components/button.tsx';
import { Chain } from '../../components/chain.tsx';
import form from '../../components/form.module.css';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { PathField } from '../../components/path-field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useSettled } from '../../hooks/use-settled.ts';
import { paths } from '../../paths.ts';
import styles from './permissions-page.module.css';
import { documentMeant, useExplanation, usePeopleLike } from './use-explanation.ts';

/** Why somebody finds a document, or does not: the question is the address, so that an answer can be sent to a colleague. */
export function PermissionsPage() {
  const [parameters] = useSearchParams();
  const question = { as: parameters.get('as') ?? '', document: parameters.get('document') ?? '' };
  return (
    <AdminPage title="Permissions">
      <header>
        <h1 className={page.title}>Permissions</h1>
        <p className={page.lead}>Why somebody finds a document, or does not. Questions are written to the audit log.</p>
      </header>
      <QuestionForm {...question} />
      {question.as === '' || question.document === '' ? <Hint /> : <Answer {...question} />}
    </AdminPage>
  );
}

function Hint() {
  return (
    <Message title="Somebody misses a document, or sees too much?" level={2}>
      Name the colleague and the document. The answer goes from their groups to each folder above it, says which entry decided,
      and asks the source itself whether that still holds.
    </Message>
  );
}

interface Question {
  as: string;
  document: string;
}

const PAUSE_MS = 200;

function QuestionForm(question: Question) {
  const [, setParameters] = useSearchParams();
  const [as, setAs] = useState(question.as);
  const [document, setDocument] = useState(question.document);
  // A new address is a new question; whoever asked by the form keeps the focus in it.
  useEffect(() => {
    setAs(question.as);
    setDocument(question.document);
  }, [question.as, question.document]);
  const people = usePeopleLike(useSettled(as.trim(), PAUSE_MS));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setParameters({ as: as.trim(), document: documentMeant(document) });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <label className={form.field}>
        <span>Sign-in name</span>
        <input
          required
          list="people-like"
          maxLength={256}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          placeholder="Type a name to choose"
          value={as}
          onChange={(event) => setAs(event.target.value)}
        />
      </label>
      <datalist id="people-like">
        {people.data?.map(({ uid, name }) => (
          <option key={uid} value={uid}>
            {name}
          </option>
        ))}
      </datalist>
      <PathField label="Document" placeholder="Its path, or the address of its page" value={document} onChange={setDocument} />
      <Button look="primary" type="submit" className={form.submit}>
        Explain
      </Button>
    </form>
  );
}

const VERDICTS: Record<Explanation['verdict'], (who: string) => string> = {
  allowed: (who) => `${who} finds it`,
  denied: (who) => `${who} does not find it`,
  excluded: () => 'Nobody finds it: it is left out',
  failed: (who) => `${who} finds it by its name only`,
  'not-indexed': () => 'Nobody finds it: it is not in the index',
  'unknown-user': (who) => `${who} cannot sign in`,
  ambiguous: () => 'Which one do you mean?',
};

function Answer(question: Question) {
  const answer = useExplanation(question);
  const isLate = useLater(answer.isPending);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={2} /> : null;
  const { verdict, chain, person, document, candidates } = answer.data;
  return (
    <section className={styles.answer} aria-labelledby="verdict" data-verdict={verdict}>
      <header className={styles.head}>
        <h2 id="verdict" className={styles.verdict}>
          {VERDICTS[verdict](person?.name ?? question.as)}
        </h2>
        <p className={styles.path}>
          {document?.path ?? question.document}
          {document ? ` in ${document.source}` : null}
        </p>
      </header>
      <Chain steps={chain} label="How it comes to this" />
      {candidates.length === 0 ? null : (
        <ul className={styles.candidates}>
          {candidates.map(({ source, path }) => (
            <li key={source}>
              <Link className={styles.candidate} to={paths.permissions({ as: question.as, document: `${source}:${path}` })}>
                {path} <span className={styles.source}>in {source}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
