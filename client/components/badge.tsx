import type { ReactNode } from 'react';
import styles from './badge.module.css';

export type BadgeLook = 'plain' | 'good' | 'attention' | 'bad';

/** One word about a thing, beside its name. `title` says more on hover; what matters must stand in words elsewhere as well. */
export function Badge({
  look = 'plain',
  title,
  children,
}: {
  look?: BadgeLook;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span className={styles.badge} data-look={look} title={title}>
      {children}
    </span>
  );
}
