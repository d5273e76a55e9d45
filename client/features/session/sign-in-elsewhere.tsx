import type { Me } from '../../../server/contract/session.ts';
import { Button, ButtonAnchor } from '../../components/button.tsx';
import styles from './sign-in-page.module.css';
import { isSignInProblem, SIGN_IN_PROBLEMS } from './sign-in-problems.ts';

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
        <h1 className={styles.title}>Sign in</h1>
        <p className={styles.hint}>You sign in there and come back here.</p>
      </div>
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          <strong>{SIGN_IN_PROBLEMS[problem].title}</strong>
          <span>{SIGN_IN_PROBLEMS[problem].atProvider}</span>
        </p>
      )}
      <ButtonAnchor look="primary" href={`${me.signInUrl}?${new URLSearchParams({ returnTo: next })}`}>
        Sign in with {me.signInWith}
      </ButtonAnchor>
    </div>
  );
}

function ByProxy({ problem }: { problem: Known }) {
  const { title, byProxy } = problem === null ? NO_NAME : SIGN_IN_PROBLEMS[problem];
  return (
    <div className={styles.form}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{byProxy}</p>
      <Button onClick={() => location.reload()}>Try again</Button>
    </div>
  );
}

const NO_NAME = {
  title: 'Atrium does not know who you are',
  byProxy:
    'Your company signs you in before you reach Atrium, but no name came with you. Open Atrium at its usual address and sign in there. If you did, tell your IT department.',
};
