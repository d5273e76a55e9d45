import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** Something one should know about what is shown. */
export function Notice({ level, children }: { level: 'info' | 'warning'; children: ReactNode }) {
  const Icon = level === 'warning' ? TriangleAlert : Info;
  return (
    <div className={styles.notice} data-level={level}>
      <Icon size={16} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
