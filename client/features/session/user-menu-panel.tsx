import { Check, Database, LogOut, MessageCircleQuestion, MonitorOff, PenLine, UserRound } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Link, useNavigate } from 'react-router';
import type { Me } from '../../../server/contract/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SingleKeyChoice } from '../../components/single-key-choice.tsx';
import { words as sharedWords } from '../../components/words.ts';
import { totalOf, useInboxCount } from '../../hooks/use-inbox-count.ts';
import { chooseLanguage, currentLanguage, LANGUAGES } from '../../lib/language.ts';
import { chooseTheme, currentTheme, type Theme } from '../../lib/theme.ts';
import { paths } from '../../paths.ts';
import { useSession } from './use-session.ts';
import styles from './user-menu.module.css';
import { words } from './words.ts';

interface UserMenuPanelProps {
  me: Me;
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

export function UserMenuPanel({ me, trigger, onClose }: UserMenuPanelProps) {
  return (
    <Popover className={styles.popover} triggerRef={trigger} isOpen onOpenChange={onClose} placement="bottom end" offset={8}>
      <Dialog className={styles.panel} aria-label={me.user ? words().you : words().settings}>
        {me.user ? <Self user={me.user} onClose={onClose} /> : null}
        {me.demo ? <Identities demo={me.demo} uid={me.user?.uid} onClose={onClose} /> : null}
        <ThemeChoice />
        <LanguageChoice />
        <KeysChoice />
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
          <span className={styles.quiet}>{user.isAdmin ? words().administrator(user.uid) : user.uid}</span>
        </div>
      </div>
      <div className={styles.links}>
        {user.personId === null ? null : (
          <Link className={styles.link} to={paths.person(user.personId)} onClick={onClose}>
            <UserRound size={17} aria-hidden="true" /> {words().yourPage}
          </Link>
        )}
        {user.personId === null ? null : <OwnPlaces onClose={onClose} />}
        {user.isAdmin ? (
          <Link className={styles.link} to={paths.sources} onClick={onClose}>
            <Database size={17} aria-hidden="true" /> {words().console}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

/** What one asked, is asked and wrote. */
function OwnPlaces({ onClose }: { onClose: () => void }) {
  const waiting = totalOf(useInboxCount().data);
  return (
    <>
      <Link className={styles.link} to={paths.questions} onClick={onClose}>
        <MessageCircleQuestion size={17} aria-hidden="true" /> {words().questions}
        {waiting > 0 ? <span className={styles.count}>{waiting}</span> : null}
      </Link>
      <Link className={styles.link} to={paths.posts} onClick={onClose}>
        <PenLine size={17} aria-hidden="true" /> {words().posts}
      </Link>
    </>
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
      <h2 className={styles.heading}>{words().seeAs(demo.company)}</h2>
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

function ThemeChoice() {
  const [theme, setTheme] = useState(currentTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  const options = (['system', 'light', 'dark'] as const).map((value) => ({ value, label: words().themes[value] }));
  return (
    <div className={`${styles.part} ${styles.theme}`}>
      <span className={styles.quiet} aria-hidden="true">
        {words().theme}
      </span>
      <Segmented label={words().theme} options={options} value={theme} onChange={choose} />
    </div>
  );
}

/** The whole page is made anew in the other language, this menu too. */
function LanguageChoice() {
  const options = LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name }));
  return (
    <div className={`${styles.part} ${styles.theme}`}>
      <span className={styles.quiet} aria-hidden="true">
        {words().language}
      </span>
      <Segmented label={words().language} options={options} value={currentLanguage()} onChange={chooseLanguage} />
    </div>
  );
}

function KeysChoice() {
  return (
    <div className={`${styles.part} ${styles.theme}`}>
      <span className={styles.quiet} aria-hidden="true">
        {sharedWords().singleKeys}
        <span className={styles.explained}>{words().whichKeys}</span>
      </span>
      <SingleKeyChoice />
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
        <LogOut size={17} aria-hidden="true" /> {words().signOut}
      </button>
      <button type="button" className={styles.link} disabled={signOut.isPending} onClick={() => leave(true)}>
        <MonitorOff size={17} aria-hidden="true" />
        <span>
          {words().signOutEverywhere}
          <span className={styles.explained}>{words().everywhere}</span>
        </span>
      </button>
      {signOut.isError ? (
        <p className={styles.error} role="alert">
          {words().stillSignedIn} {signOut.error.message}
        </p>
      ) : null}
    </div>
  );
}
