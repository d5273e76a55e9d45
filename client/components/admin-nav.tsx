import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { catalogue } from '../lib/language.ts';
import { paths } from '../paths.ts';
import styles from './admin-nav.module.css';

const words = catalogue({
  en: {
    administration: 'Administration',
    sources: 'Sources',
    permissions: 'Permissions',
    knowledge: 'Answers and links',
    curation: 'Curation',
    analytics: 'Analytics',
    operations: 'Operations',
    audit: 'Audit log',
  },
  de: {
    administration: 'Verwaltung',
    sources: 'Quellen',
    permissions: 'Zugriff',
    knowledge: 'Antworten',
    curation: 'Pflege',
    analytics: 'Auswertung',
    operations: 'Betrieb',
    audit: 'Protokoll',
  },
});

/** The pages of the console, in the order in which they are needed; what lies below one belongs to it. */
const PAGES = [
  { name: 'sources', path: paths.sources },
  { name: 'permissions', path: paths.permissions() },
  { name: 'curation', path: paths.curation() },
  { name: 'knowledge', path: paths.knowledge },
  { name: 'analytics', path: paths.analytics },
  { name: 'operations', path: paths.operations },
  { name: 'audit', path: paths.audit },
] as const;

/** The pages for administrators. */
export function AdminNav() {
  const { pathname } = useLocation();
  const t = words();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another link to bring into sight
  useEffect(() => {
    const current = nav.current?.querySelector('[aria-current]');
    // On a phone the row is wider than the window; the page itself must not move, and both sides show that there is more.
    if (nav.current && current instanceof HTMLElement)
      nav.current.scrollLeft = current.offsetLeft - (nav.current.clientWidth - current.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav ref={nav} className={styles.nav} aria-label={t.administration}>
      {PAGES.map(({ name, path }) => (
        <Link key={path} className={styles.link} to={path} aria-current={isBelow(pathname, path) ? 'page' : undefined}>
          {t[name]}
        </Link>
      ))}
    </nav>
  );
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}
