import { Link, useLocation } from 'react-router';
import { Wordmark } from './components/wordmark.tsx';
import { SearchBox } from './features/search/search-box.tsx';
import { UserMenu } from './features/session/user-menu.tsx';
import styles from './header.module.css';
import { catalogue } from './lib/language.ts';
import { paths } from './paths.ts';

const words = catalogue({
  en: { skip: 'Skip to the content', home: 'Atrium, home' },
  de: { skip: 'Zum Inhalt springen', home: 'Atrium, Startseite' },
});

/** On every page: home, the box, oneself. The home page has its own, larger box; the sign-in page has nothing to search. */
export function Header() {
  const { pathname } = useLocation();
  const isBare = pathname === paths.home || pathname === paths.signIn();
  return (
    <header className={styles.header} data-bare={isBare || undefined}>
      <a className={styles.skip} href="#content">
        {words().skip}
      </a>
      <div className={styles.inner}>
        {isBare ? (
          <span />
        ) : (
          <>
            <Link className={styles.home} to={paths.home} aria-label={words().home}>
              <Wordmark size="small" />
            </Link>
            <div className={styles.box}>
              <SearchBox size="small" />
            </div>
          </>
        )}
        <UserMenu />
      </div>
    </header>
  );
}
