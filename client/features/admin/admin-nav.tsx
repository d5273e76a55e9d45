import { Link, useLocation } from 'react-router';
import { paths } from '../../paths.ts';
import styles from './admin-nav.module.css';

const PAGES = [
  { name: 'Sources', path: paths.sources },
  { name: 'Permissions', path: paths.permissions() },
  { name: 'Audit log', path: paths.audit },
] as const;

/** The pages for administrators. */
export function AdminNav() {
  const { pathname } = useLocation();
  return (
    <nav className={styles.nav} aria-label="Administration">
      {PAGES.map(({ name, path }) => (
        <Link key={path} className={styles.link} to={path} aria-current={pathname === path ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
