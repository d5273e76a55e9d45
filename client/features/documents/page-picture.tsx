import type { UseQueryResult } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { DocumentDetail, PageMarks } from '../../../server/contract/documents.ts';
import { Button } from '../../components/button.tsx';
import { fileUrl } from '../../lib/api.ts';
import styles from './page-picture.module.css';
import { words } from './words.ts';

interface PagePictureProps {
  document: DocumentDetail;
  /** Null of a picture, which is its only page. */
  page: number | null;
  marks: { answer: UseQueryResult<PageMarks> };
  onText: () => void;
}

/** DIN A4: what a page most likely is, until it is known. */
const LIKELY_RATIO = 210 / 297;

/** A page as it looks, with light on the words. What it says is read in the text view; the picture names itself. */
export function PagePicture({ document, page, marks, onText }: PagePictureProps) {
  const { ref, width } = useWidth();
  const { data, isError } = marks.answer;
  const source = fileUrl(`/documents/${encodeURIComponent(document.id)}/pages/${page ?? 1}/image`);
  const [failed, setFailed] = useState<string | null>(null);
  if (isError || failed === source) return <Failed onText={onText} />;
  return (
    <div ref={ref} className={styles.page} style={{ aspectRatio: data?.ratio ?? LIKELY_RATIO }}>
      {width === undefined ? null : (
        <img
          key={source}
          className={styles.picture}
          src={`${source}?width=${width}`}
          alt={words().picture(page, document.title)}
          decoding="async"
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

/** Pixels of the screen that the page has at first; a window made larger has the picture scaled, not drawn again. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (box) setWidth(Math.min(2400, Math.ceil(box.width * window.devicePixelRatio)));
  }, []);
  return { ref, width };
}
