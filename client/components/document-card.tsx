import { TriangleAlert } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import type { DocumentHit } from '../../server/contract/search.ts';
import { mediaTypeOf } from '../lib/media-types.ts';
import { formatBytes } from '../lib/numbers.ts';
import { paths } from '../paths.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './document-card.module.css';
import { DocumentMeta } from './document-meta.tsx';
import { MarkedText } from './marked-text.tsx';
import { MediaIcon } from './media-icon.tsx';
import { RelativeTime } from './relative-time.tsx';
import { words } from './words.ts';

/** A document as an answer: what it is called, where it lies, why it matched, who wrote it and when. */
export function DocumentCard({ hit, q }: { hit: DocumentHit; q: string }) {
  const { name: kind } = mediaTypeOf(hit.mediaType);
  const location = useLocation();
  // The reader goes on to the next result, and back to all of them.
  const list = location.pathname === paths.search ? location.search.slice(1) : undefined;
  return (
    <article className={styles.card}>
      <MediaIcon mediaType={hit.mediaType} />
      <div className={styles.body}>
        <h3 className={styles.title}>
          <Link to={paths.document(hit.id, { page: hit.page, q, list })}>{hit.title}</Link>
        </h3>
        <PathLine path={hit.path} />
        {hit.snippet.length > 0 ? (
          <p className={styles.snippet}>
            {hit.page === null ? null : <span className={styles.page}>{words().page(hit.page)}</span>}
            <MarkedText text={hit.snippet} />
          </p>
        ) : null}
        <DocumentMeta className={styles.meta} label={hit.label} authors={hit.authors}>
          <RelativeTime at={hit.modifiedAt} />
          <span>
            {kind}, {formatBytes(hit.size)}
          </span>
          {hit.scanned ? <span title={words().scannedHint}>{words().scanned}</span> : null}
        </DocumentMeta>
        {hit.partial === null ? null : (
          <p className={styles.partial}>
            <TriangleAlert size={14} aria-hidden="true" /> {hit.partial}
          </p>
        )}
      </div>
    </article>
  );
}

/** Folder after folder; the file's own name last, because people know it. */
export function PathLine({ path }: { path: string }) {
  const parts = path.split('/');
  return (
    <div className={styles.path}>
      <ol aria-label={words().folder}>
        {parts.map((part, depth) => (
          <li key={parts.slice(0, depth + 1).join('/')}>{part}</li>
        ))}
      </ol>
      <CopyButton text={path} what={words().path} />
    </div>
  );
}
