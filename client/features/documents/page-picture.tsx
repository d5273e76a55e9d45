import type { UseQueryResult } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import type { DocumentDetail, PageMarks } from '../../../server/contract/documents.ts';
import { Button } from '../../components/button.tsx';
import { useSettled } from '../../hooks/use-settled.ts';
import { fileUrl } from '../../lib/api.ts';
import styles from './page-picture.module.css';
import type { Zoom } from './use-zoom.ts';
import { words } from './words.ts';

interface PagePictureProps {
  document: DocumentDetail;
  /** Null of a picture, which is its only page. */
  page: number | null;
  marks: { answer: UseQueryResult<PageMarks> };
  zoom: Zoom;
  onText: () => void;
}

/** DIN A4: what a page most likely is, until it is known. */
const LIKELY_RATIO = 210 / 297;

/** A page as it looks, with light on the words. What it says is read in the text view; the picture names itself. */
export function PagePicture({ document, page, marks, zoom, onText }: PagePictureProps) {
  const width = useWidth(zoom);
  const { data, isError } = marks.answer;
  const source = fileUrl(`/documents/${encodeURIComponent(document.id)}/pages/${page ?? 1}/image`);
  const [failed, setFailed] = useState<string | null>(null);
  const isFailed = isError || failed === source;
  const isLarge = zoom.scale > 1 && !isFailed;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, but a part that takes the focus so that the arrow keys move it
    <div
      ref={zoom.frame}
      className={styles.frame}
      role="group"
      aria-label={words().pageAsPicture}
      data-large={isLarge || undefined}
      tabIndex={isLarge ? 0 : undefined}
      data-takes-arrows={isLarge || undefined}
    >
      {isFailed ? (
        <Failed onText={onText} />
      ) : (
        <div
          ref={zoom.page}
          className={styles.page}
          style={{ aspectRatio: data?.ratio ?? LIKELY_RATIO, width: `${zoom.scale * 100}%` }}
        >
          {width === undefined ? null : (
            <img
              key={source}
              className={styles.picture}
              src={`${source}?width=${width}`}
              alt={words().picture(page, document.title)}
              decoding="async"
              draggable={false}
              onError={() => setFailed(source)}
            />
          )}
          {data?.marks.map((places, match) => {
            const [first, ...further] = places;
            if (first === undefined) return null;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: marks are known by their order and replaced together
              <span key={match}>
                <mark className={styles.mark} style={inPercent(first)} />
                {further.map((place) => (
                  <span key={`${place.left} ${place.top}`} className={styles.mark} style={inPercent(place)} />
                ))}
              </span>
            );
          })}
        </div>
      )}
    </div>
  );
}

function Failed({ onText }: { onText: () => void }) {
  return (
    <div className={styles.failed}>
      <p>{words().noPicture}</p>
      <Button onClick={onText}>{words().readText}</Button>
    </div>
  );
}

function inPercent(place: PageMarks['marks'][number][number]) {
  const percent = (share: number) => `${share * 100}%`;
  return {
    left: percent(place.left),
    top: percent(place.top),
    width: percent(place.width),
    height: percent(place.height),
  };
}

const ZOOM_PAUSE_MS = 200;
const WIDEST_PICTURE = 2400;

/**
 * Pixels of the screen that the page has: at first, and once it has been enlarged. A window made larger has the picture scaled, not
 * drawn again.
 */
function useWidth({ frame, scale }: Zoom): number | undefined {
  const [room, setRoom] = useState<number>();
  const settled = useSettled(scale, ZOOM_PAUSE_MS);
  useLayoutEffect(() => {
    const box = frame.current?.getBoundingClientRect();
    if (box) setRoom(box.width * window.devicePixelRatio);
  }, [frame]);
  return room === undefined ? undefined : Math.min(WIDEST_PICTURE, Math.ceil(room * settled));
}
