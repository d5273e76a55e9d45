import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Explanation } from '../../../server/contract/admin.ts';
import { Button } from '../../components/button.tsx';
import { Chain } from '../../components/chain.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useSettled } from '../../hooks/use-settled.ts';
import { paths } from '../../paths.ts';
import { AdminNav } from './admin-nav.tsx';
import form from './admin-page.module.css';
import styles from './permissions-page.module.css';
import { useExplanation, usePeopleLike } from './use-explanation.ts';

/** Why somebody finds a document, or does not: the question is the address, so that an answer can be sent to a colleague. */
export function PermissionsPage() {
  const [parameters] = useSearchParams();
  const question = { as: parameters.get('as') ?? '', document: parameters.get('document') ?? '' };
  return (
    <Page title="Permissions" className={form.page}>
      <AdminNav />
      <header>
        <h1 className={form.title}>Permissions</h1>
        <p className={form.lead}>Why somebody finds a document, or does not. Questions are written to the audit log.</p>
      </header>
      <QuestionForm key={`${question.as} ${question.document}`} {...question} />
      {question.as === '' || question.document === '' ? null : <Answer {...question} />}
    </Page>
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
  const people = usePeopleLike(useSettled(as.trim(), PAUSE_MS));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setParameters({ as: as.trim(), document: document.trim() });
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
          placeholder="ada.lovelace"
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
      <label className={form.field}>
        <span>Document</span>
        <input
          required
          maxLength={4096}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          placeholder="Path below the source’s folder, or id"
          value={document}
          onChange={(event) => setDocument(event.target.value)}
        />
      </label>
      <Button look="primary" type="submit" className={form.submit}>
        Explain
      </Button>
    </form>
  );
}

const VERDICTS: Record<Explanation['verdict'], string> = {
  allowed: 'Finds it',
  denied: 'Does not find it',
  excluded: 'Left out',
  failed: 'Finds its name only',
  'not-indexed': 'Not in the index',
  'unknown-user': 'Cannot sign in',
  ambiguous: 'Which one?',
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
          {VERDICTS[verdict]}
        </h2>
        <p className={styles.about}>
          {person?.name ?? question.as}
          {document ? <span className={styles.path}>{document.path}</span> : null}
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
