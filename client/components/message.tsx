import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ApiError } from '../lib/api.ts';
import { paths } from '../paths.ts';
import { Button, ButtonLink } from './button.tsx';
import styles from './message.module.css';
import { ArchSign } from './wordmark.tsx';
import { words } from './words.ts';

/** A page or a part of one that has nothing to show, and says what to do instead. */
export function Message({ title, children, actions, level = 1 }: MessageProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles.message}>
      <ArchSign className={styles.arches} />
      <Heading className={styles.title}>{title}</Heading>
      {children ? <div className={styles.text}>{children}</div> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}

interface MessageProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  level?: 1 | 2;
}

/** What the server said, in its own words, and the way on: sign in, ask somebody else, or try again. */
export function ProblemMessage({ error, retry, level = 1 }: { error: Error; retry?: () => void; level?: 1 | 2 }) {
  const location = useLocation();
  const home = <ButtonLink to={paths.home}>{words().backToSearch}</ButtonLink>;
  if (!(error instanceof ApiError)) return <Message title={words().wrongHere} actions={home} level={level} />;
  const { code, title, detail } = error;
  if (code === 'not-signed-in') {
    const signIn = (
      <ButtonLink look="primary" to={paths.signIn(location.pathname + location.search)}>
        {words().signIn}
      </ButtonLink>
    );
    return (
      <Message title={title} actions={signIn} level={level}>
        {words().dependsOnYou}
      </Message>
    );
  }
  const isFinal = error.status === 404 || error.status === 403;
  const again = (
    <Button look="primary" onClick={retry}>
      {words().tryAgain}
    </Button>
  );
  return (
    <Message title={title} level={level} actions={isFinal || !retry ? home : again}>
      {detail}
      {error.status === 403 ? <DeniedHint /> : null}
    </Message>
  );
}

function DeniedHint() {
  return <> {words().otherAccount}</>;
}
