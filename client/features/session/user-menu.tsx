import { CircleUserRound } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { Avatar } from '../../components/avatar.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { totalOf, useInboxCount } from '../../hooks/use-inbox-count.ts';
import { useMe } from '../../hooks/use-me.ts';
import { paths } from '../../paths.ts';
import styles from './user-menu.module.css';
import { words } from './words.ts';

const load = () => import('./user-menu-panel.tsx');
const Panel = lazy(() => load().then((module) => ({ default: module.UserMenuPanel })));

/** Who one is, and what belongs to oneself: identity, theme, sign-out. The panel is loaded when it is about to be opened. */
export function UserMenu() {
  const { data: me } = useMe();
  const waiting = totalOf(useInboxCount().data);
  const location = useLocation();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (!me) return <span className={styles.space} />;
  const user = me.user;
  const mustSignIn = user === null && (me.method === 'directory' || me.method === 'oidc');
  return (
    <div className={styles.menu}>
      {mustSignIn && location.pathname !== paths.signIn() ? (
        <ButtonLink look="primary" to={paths.signIn(location.pathname + location.search)}>
          {words().signIn}
        </ButtonLink>
      ) : null}
      <button
        ref={trigger}
        type="button"
        className={styles.trigger}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={[
          user ? `${words().you}: ${user.name}` : words().settings,
          ...(waiting > 0 ? [words().waiting(waiting)] : []),
        ].join(', ')}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!isOpen)}
      >
        {user ? (
          <>
            {me.demo ? <span className={styles.name}>{user.name}</span> : null}
            <span className={styles.face} data-waiting={waiting || undefined}>
              <Avatar name={user.name} photoUrl={user.photoUrl} size="s" />
            </span>
          </>
        ) : (
          <CircleUserRound size={28} strokeWidth={1.5} aria-hidden="true" />
        )}
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <Panel me={me} trigger={trigger} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
