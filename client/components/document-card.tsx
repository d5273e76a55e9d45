import { TriangleAlert } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { DocumentHit } from '../../server/contract/search.ts';
import { exactDate } from '../lib/dates.ts';
import { mediaTypeOf } from '../lib/media-types.ts';
import { formatBytes } from '../lib/numbers.ts';
import { paths } from '../paths.ts';
import { Badge } from './badge.tsx';
import styles from './document-card.module.css';
import { DocumentMeta } from './document-meta.tsx';
import { MarkedText } from './marked-text.tsx';
import { MediaIcon } from './media-icon.tsx';
import { PathLine } from './path-line.tsx';
import { RelativeTime } from './relative-time.tsx';
import { words } from './words.ts';

interface DocumentCardProps {
  hit: DocumentHit;
  q: string;
  /** Told when it is opened. */
  onOpen?: (() => void) | undefined;
  /** On its title, where the focus is while one goes through results. */
  onKeyDown?: ((event: KeyboardEvent<HTMLAnchorElement>) => void) | undefined;
  /** Beside it: what can be done with it here. */
  tool?: ReactNode;
  /** Below it: what belongs to the same family. */
  children?: ReactNode;
}

/** A document as an answer: what it is called, where it lies, why it matched, who wrote it and when. */
export function DocumentCard({ hit, q, onOpen, onKeyDown, tool, children }: DocumentCardProps) {
  const { name: kind } = mediaTypeOf(hit.mediaType);
  const location = useLocation();
  // The reader goes on to the next result, and back to all of them.
  const list = location.pathname === paths.search ? location.search.slice(1) : undefined;
  return (
    <article className={styles.card}>
      <MediaIcon mediaType={hit.mediaType} />
      <div className={styles.body}>
        <h3 className={styles.title}>
          <Link
            to={paths.document(hit.id, { page: hit.page, q, list })}
            onClick={onOpen}
            onAuxClick={onOpen}
            onKeyDown={onKeyDown}
          >
            {hit.title}
          </Link>
          <Badges hit={hit} />
        </h3>
        <PathLine source={hit.source} path={hit.path} />
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
          {whyFound(hit)}
        </DocumentMeta>
        {hit.partial === null ? null : (
          <p className={styles.partial}>
            <TriangleAlert size={14} aria-hidden="true" /> {hit.partial}
          </p>
        )}
        {children}
      </div>
      {tool}
    </article>
  );
}

/** What sets it apart from other documents; few have any. */
function Badges({ hit: { pinned, verified, restricted, scanned, stale } }: { hit: DocumentHit }) {
  const t = words();
  if (!pinned && !verified && !restricted && !scanned && !stale) return null;
  return (
    <span className={styles.badges}>
      {pinned ? (
        <Badge look="good" title={t.pinnedHint}>
          {t.pinned}
        </Badge>
      ) : null}
      {verified ? (
        <Badge look="good" title={verified.until === null ? undefined : t.verifiedUntil(exactDate(new Date(verified.until)))}>
          {t.verified}
        </Badge>
      ) : null}
      {restricted ? <Badge title={t.restrictedHint}>{t.restricted}</Badge> : null}
      {scanned ? <Badge title={t.scannedHint}>{t.scanned}</Badge> : null}
      {stale ? (
        <Badge look="attention" title={t.staleHint}>
          {t.stale}
        </Badge>
      ) : null}
    </span>
  );
}

/** Where the snippet does not show it by itself: the title, the name of the file, the meaning. */
function whyFound({ matched, snippet }: DocumentHit): ReactNode {
  const reason = matched?.find(({ code }) => code !== 'text' && code !== 'phrase');
  const isShown = snippet.some(({ match }) => match);
  return reason === undefined || (isShown && reason.code !== 'exact') ? null : <span>{reason.message}</span>;
}
