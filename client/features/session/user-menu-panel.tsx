import { Check, Database, LogOut, MonitorOff, UserRound } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Link, useNavigate } from 'react-router';
import type { Me } from '../../../server/contract/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { chooseTheme, currentTheme, type Theme } from '../../lib/theme.ts';
import { paths } from '../../paths.ts';
import { useSession } from './use-session.ts';
import styles from './user-menu.module.css';

interface UserMenuPanelProps {
  me: Me;
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

export function UserMenuPanel({ me, trigger, onClose }: UserMenuPanelProps) {
  return (
    <Popover className={styles.popover} triggerRef={trigger} isOpen onOpenChange={onClose} placement="bottom end" offset={8}>
      <Dialog className={styles.panel} aria-label={me.user ? 'You' : 'Settings'}>
        {me.user ? <Self user={me.user} onClose={onClose} /> : null}
        {me.demo ? <Identities demo={me.demo} uid={me.user?.uid} onClose={onClose} /> : null}
        <ThemeChoice />
        {me.user && (me.method === 'directory' || me.method === 'oidc') && !me.demo ? <SignOut onClose={onClose} /> : null}
      </Dialog>
    </Popover>
  );
}

function Self({ user, onClose }: { user: NonNullable<Me['user']>; onClose: () => void }) {
  return (
    <div className={styles.part}>
      <div className={styles.self}>
        <Avatar name={user.name} photoUrl={user.photoUrl} size="m" />
        <div className={styles.selfWords}>
          <span className={styles.selfName}>{user.name}</span>
          <span className={styles.quiet}>{user.isAdmin ? `${user.uid}, administrator` : user.uid}</span>
        </div>
      </div>
      <div className={styles.links}>
        {user.personId === null ? null : (
          <Link className={styles.link} to={paths.person(user.personId)} onClick={onClose}>
            <UserRound size={17} aria-hidden="true" /> Your page
          </Link>
        )}
        {user.isAdmin ? (
          <Link className={styles.link} to={paths.sources} onClick={onClose}>
            <Database size={17} aria-hidden="true" /> Sources
          </Link>
        ) : null}
      </div>
    </div>
  );
}

interface IdentitiesProps {
  demo: NonNullable<Me['demo']>;
  uid: string | undefined;
  onClose: () => void;
}

/** In the demo one looks through other eyes: the same search shows each of them something else. */
function Identities({ demo, uid, onClose }: IdentitiesProps) {
  const { signIn } = useSession();
  return (
    <div className={styles.part}>
      <h2 className={styles.heading}>See {demo.company} as</h2>
      <div className={styles.identities}>
        {demo.identities.map(({ username, password, name, role, photoUrl }) => (
          <button
            key={username}
            type="button"
            className={styles.identity}
            aria-pressed={username === uid}
            aria-busy={signIn.isPending && signIn.variables.username === username}
            disabled={signIn.isPending}
            onClick={() => (username === uid ? onClose() : signIn.mutate({ username, password }, { onSuccess: onClose }))}
          >
            <Avatar name={name} photoUrl={photoUrl} size="m" />
            <span>
              <span className={styles.identityName}>{name}</span>
              <span className={styles.quiet}>{role}</span>
            </span>
            {username === uid ? <Check className={styles.check} size={18} aria-hidden="true" /> : null}
          </button>
        ))}
      </div>
      {signIn.isError ? (
        <p className={styles.error} role="alert">
          {signIn.error.message}
        </p>
      ) : null}
    </div>
  );
}

const THEME_OPTIONS = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies { value: Theme; label: string }[];

function ThemeChoice() {
  const [theme, setTheme] = useState(currentTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <div className={`${styles.part} ${styles.theme}`}>
      <span className={styles.quiet} aria-hidden="true">
        Theme
      </span>
      <Segmented label="Theme" options={THEME_OPTIONS} value={theme} onChange={choose} />
    </div>
  );
}

function SignOut({ onClose }: { onClose: () => void }) {
  const { signOut } = useSession();
  const navigate = useNavigate();
  const leave = (everywhere: boolean) =>
    signOut.mutate(
      { everywhere },
      {
        onSuccess: () => {
          onClose();
          navigate(paths.signIn());
        },
      },
    );
  return (
    <div className={styles.part}>
      <button type="button" className={styles.link} disabled={signOut.isPending} onClick={() => leave(false)}>
        <LogOut size={17} aria-hidden="true" /> Sign out
      </button>
      <button type="button" className={styles.link} disabled={signOut.isPending} onClick={() => leave(true)}>
        <MonitorOff size={17} aria-hidden="true" />
        <span>
          Sign out everywhere
          <span className={styles.explained}>In every browser and on every device</span>
        </span>
      </button>
      {signOut.isError ? (
        <p className={styles.error} role="alert">
          You are still signed in. {signOut.error.message}
        </p>
      ) : null}
    </div>
  );
}
