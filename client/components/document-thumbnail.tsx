import { useState } from 'react';
import { fileUrl } from '../lib/api.ts';
import styles from './document-thumbnail.module.css';
import { MediaIcon } from './media-icon.tsx';

/** Of other kinds there are no pictures: they are not asked for. */
const WITH_PICTURE: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/**
 * The first page, small; the sign of its kind where there is none, and until it is there. Its box is the same in each case, so that
 * nothing moves, and it is asked for only when it comes into sight.
 */
export function DocumentThumbnail({ id, mediaType }: { id: string; mediaType: string }) {
  const [state, setState] = useState<'waiting' | 'shown' | 'none'>(WITH_PICTURE.includes(mediaType) ? 'waiting' : 'none');
  return (
    <span className={styles.box}>
      {state === 'shown' ? null : <MediaIcon mediaType={mediaType} size="s" />}
      {state === 'none' ? null : (
        <img
          className={styles.picture}
          data-shown={state === 'shown' || undefined}
          src={fileUrl(`/documents/${encodeURIComponent(id)}/thumbnail`)}
          alt=""
          width={48}
          height={60}
          loading="lazy"
          decoding="async"
          onLoad={() => setState('shown')}
          onError={() => setState('none')}
        />
      )}
    </span>
  );
}
