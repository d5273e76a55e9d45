import type { ReactNode } from 'react';
import type { DocumentHit } from '../../server/contract/search.ts';
import { Authors } from './authors.tsx';
import styles from './document-meta.module.css';

interface DocumentMetaProps {
  label: string | null;
  authors: DocumentHit['authors'];
  /** Where it stands: colour and distance. */
  className?: string | undefined;
  /** Further facts, each an element of its own. */
  children: ReactNode;
}

/** One line about a document: its label, who wrote it, and further facts, with dots between. */
export function DocumentMeta({ label, authors, className, children }: DocumentMetaProps) {
  return (
    <p className={[styles.meta, className].filter(Boolean).join(' ')}>
      {label === null ? null : <span className={styles.label}>{label}</span>}
      {authors.length > 0 ? <Authors authors={authors} /> : null}
      {children}
    </p>
  );
}
