import { type FormEvent, useRef, useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { ArchFrame, Wordmark } from '../../components/wordmark.tsx';
import { useMe } from '../../hooks/use-me.ts';
import { useSetup } from '../../hooks/use-setup.ts';
import { paths } from '../../paths.ts';
import { nextAddress } from './next-address.ts';
import { SignInElsewhere } from './sign-in-elsewhere.tsx';
import styles from './sign-in-page.module.css';
import { refusalInWords } from './sign-in-problems.ts';
import { useSession } from './use-session.ts';
import { words } from './words.ts';

export function SignInPage() {
  const me = useMe();
  const [parameters] = useSearchParams();
  const next = nextAddress(parameters.get('next'), location.origin);
  if (me.data?.user && !me.isFetching) return <Navigate to={next} replace />;
  return (
    <Page title={words().signIn} className={styles.page}>
      <div className={styles.stage}>
        <ArchFrame />
        <div className={styles.card}>
          <Wordmark size="small" />
          {me.data && me.data.method !== 'directory' ? (
            <SignInElsewhere me={me.data} next={next} problem={parameters.get('problem')} />
          ) : (
            <SignInForm next={next} />
          )}
          <NobodyYet />
        </div>
      </div>
    </Page>
  );
}

/** In an installation that knows nobody yet there is nobody to sign in. */
function NobodyYet() {
  const setup = useSetup();
  if (!setup.data?.isNeeded) return null;
  return (
    <div className={styles.form}>
      <p className={styles.hint}>{words().nobodyYet}</p>
      <ButtonLink to={paths.setup}>{words().setUp}</ButtonLink>
    </div>
  );
}

function SignInForm({ next }: { next: string }) {
  const { signIn } = useSession();
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const refused = () => {
    setPassword('');
    passwordField.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(
      { username: username.trim(), password },
      { onSuccess: () => navigate(next, { replace: true }), onError: refused },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="sign-in">
      <div>
        <h1 id="sign-in" className={styles.title}>
          {words().signIn}
        </h1>
        <p className={styles.hint}>{words().signInHint}</p>
      </div>
      <label className={styles.field}>
        <span>{words().username}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: signing in is all there is to do here
          autoFocus
          required
          maxLength={256}
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </label>
      <label className={styles.field}>
        <span>{words().password}</span>
        <input
          ref={passwordField}
          type="password"
          required
          maxLength={1024}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {signIn.isError ? <Refusal error={signIn.error} /> : null}
      <Button look="primary" type="submit" disabled={signIn.isPending}>
        {signIn.isPending ? words().signingIn : words().signIn}
      </Button>
    </form>
  );
}

function Refusal({ error }: { error: Error }) {
  const { title, text } = refusalInWords(error);
  return (
    <p className={styles.error} role="alert">
      <strong>{title}</strong>
      {text ? <span>{text}</span> : null}
    </p>
  );
}
