import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentDetail } from '../../../server/contract/documents.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useSingleKeys } from '../../hooks/use-single-keys.ts';
import { formatShare } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { FindField } from './find-field.tsx';
import { PageField } from './page-field.tsx';
import type { Place } from './place.ts';
import styles from './reader-bar.module.css';
import type { View } from './reader-state.ts';
import { isWithout, type Matches } from './use-matches.ts';
import type { Zoom } from './use-zoom.ts';
import { words } from './words.ts';

interface ReaderBarProps {
  document: DocumentDetail;
  place: Place;
  view: View;
  q: string;
  matches: Matches;
  zoom: Zoom;
  onPage: (page: number) => void;
  onFind: (q: string) => void;
  onView: (view: View) => void;
}

/** Turning pages and jumping between matches; stays in sight while one reads. */
export function ReaderBar({ document, place, view, q, matches, zoom, onPage, onFind, onView }: ReaderBarProps) {
  const { page, pages, unit } = place;
  return (
    <div className={styles.bar} role="toolbar" aria-label={words().reader}>
      <div className={styles.finding}>
        <FindField q={q} onFind={onFind} onStep={matches.step} />
        {q === '' ? null : (
          <div className={styles.matches} data-any={!isWithout(matches) || undefined}>
            <span className={styles.count} role="status">
              {position(matches, place)}
            </span>
            <IconButton
              label={words().previousMatch}
              keyName="N"
              isDisabled={isWithout(matches)}
              onPress={() => matches.step(-1)}
            >
              <ChevronUp size={18} aria-hidden="true" />
            </IconButton>
            <IconButton label={words().nextMatch} keyName="n" isDisabled={isWithout(matches)} onPress={() => matches.step(1)}>
              <ChevronDown size={18} aria-hidden="true" />
            </IconButton>
          </div>
        )}
      </div>
      {document.preview === null ? null : (
        <Segmented
          label={words().view}
          options={[
            { value: 'text', label: words().asText },
            { value: 'page', label: document.preview === 'pages' ? words().asPage : words().asPicture },
          ]}
          value={view}
          onChange={onView}
        />
      )}
      {view === 'page' ? <ZoomGroup zoom={zoom} /> : null}
      <div className={styles.group}>
        {page === null || pages === null ? null : (
          <>
            <IconButton label={words().previousPage[unit]} keyName="←" isDisabled={page <= 1} onPress={() => onPage(page - 1)}>
              <ChevronLeft size={18} aria-hidden="true" />
            </IconButton>
            <PageField page={page} pages={pages} unit={unit} onPage={onPage} />
            <IconButton label={words().nextPage[unit]} keyName="→" isDisabled={page >= pages} onPress={() => onPage(page + 1)}>
              <ChevronRight size={18} aria-hidden="true" />
            </IconButton>
          </>
        )}
        <CopyButton
          text={window.location.origin + paths.document(document.id, { page })}
          what={page === null ? words().linkToDocument : words().linkHere}
          icon="link"
        />
      </div>
    </div>
  );
}

function ZoomGroup({ zoom: { scale, larger, smaller, fit } }: { zoom: Zoom }) {
  return (
    <div className={styles.group}>
      <IconButton label={words().smaller} keyName="-" isDisabled={smaller === null} onPress={() => smaller?.()}>
        <ZoomOut size={18} aria-hidden="true" />
      </IconButton>
      <button
        type="button"
        className={styles.scale}
        title={words().fit}
        aria-label={`${formatShare(scale)}, ${words().fit}`}
        disabled={scale === 1}
        onClick={fit}
      >
        {formatShare(scale)}
      </button>
      <IconButton label={words().larger} keyName="+" isDisabled={larger === null} onPress={() => larger?.()}>
        <ZoomIn size={18} aria-hidden="true" />
      </IconButton>
      <span className="visually-hidden" role="status">
        {formatShare(scale)}
      </span>
    </div>
  );
}

interface IconButtonProps {
  label: string;
  /** The key that does the same, shown while it works. */
  keyName: string;
  isDisabled: boolean;
  onPress: () => void;
  children: ReactNode;
}

function IconButton({ label, keyName, isDisabled, onPress, children }: IconButtonProps) {
  const isSaid = useSingleKeys() || !SINGLE_KEY.test(keyName);
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={label}
      title={isSaid ? `${label} (${keyName})` : label}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** Arrows are none. */
const SINGLE_KEY = /^[ -~]$/;

function position(matches: Matches, { page, unit }: Place): string {
  if (isWithout(matches)) return matches.areKnown ? words().noMatches : '';
  const elsewhere = page === null ? 0 : matches.pages.filter((other) => other !== page).length;
  if (matches.count === 0) return words().otherPages(elsewhere, unit);
  const here = words().matchOf((matches.current ?? 0) + 1, matches.count);
  return elsewhere > 0 ? words().morePages(here, elsewhere, unit) : here;
}
