import type { Me } from '../../../server/contract/session.ts';
import { Button, ButtonAnchor } from '../../components/button.tsx';
import styles from './sign-in-page.module.css';
import { isSignInProblem, signInProblems } from './sign-in-problems.ts';
import { words } from './words.ts';

interface SignInElsewhereProps {
  me: Me;
  next: string;
  /** The code by which the server sent the browser back here. */
  problem: string | null;
}

/** Where names and passwords are none of Atrium's business: at an OpenID provider, or before a proxy. */
export function SignInElsewhere({ me, next, problem }: SignInElsewhereProps) {
  const code = me.problem ?? problem;
  const known = isSignInProblem(code) ? code : null;
  return me.signInUrl === null ? <ByProxy problem={known} /> : <AtProvider me={me} next={next} problem={known} />;
}

type Known = Me['problem'];

function AtProvider({ me, next, problem }: { me: Me; next: string; problem: Known }) {
  return (
    <div className={styles.form}>
      <div>
        <h1 className={styles.title}>{words().signIn}</h1>
        <p className={styles.hint}>{words().there}</p>
      </div>
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          <strong>{signInProblems()[problem].title}</strong>
          <span>{signInProblems()[problem].atProvider}</span>
        </p>
      )}
      <ButtonAnchor look="primary" href={`${me.signInUrl}?${new URLSearchParams({ returnTo: next })}`}>
        {words().signInWith(me.signInWith ?? '')}
      </ButtonAnchor>
    </div>
  );
}

function ByProxy({ problem }: { problem: Known }) {
  const { title, byProxy } = signInProblems()[problem ?? 'nobody'];
  return (
    <div className={styles.form}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{byProxy}</p>
      <Button onClick={() => location.reload()}>{words().tryAgain}</Button>
    </div>
  );
}
