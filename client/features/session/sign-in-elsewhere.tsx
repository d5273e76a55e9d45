import type { Me } from '../../../server/contract/session.ts';
import { Button, ButtonAnchor } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
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
      <h1 className={styles.title}>Sign in</h1>
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
  const again = <Button onClick={() => location.reload()}>Load again</Button>;
  if (problem === null) {
    return (
      <Message title="You are signed in elsewhere" actions={again}>
        Your organisation signs you in before you reach Atrium, but no name arrived here. Open Atrium by its usual address and
        sign in there; if you did, tell your administrator.
      </Message>
    );
  }
  const { title, byProxy } = SIGN_IN_PROBLEMS[problem];
  return (
    <Message title={title} actions={again}>
      {byProxy}
    </Message>
  );
}
