import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import type { DocumentDetail } from '../../../server/contract/documents.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { DocumentAside } from './document-aside.tsx';
import { MatchBar } from './match-bar.tsx';
import { Minimap } from './minimap.tsx';
import { Outline } from './outline.tsx';
import { PagePicture } from './page-picture.tsx';
import styles from './reader.module.css';
import { ReaderBar } from './reader-bar.tsx';
import { type ReaderState, readReaderState, shownPage, type View, writeReaderState } from './reader-state.ts';
import { ReaderText } from './reader-text.tsx';
import { useDocumentMatches, useDocumentText, useNextText, usePageMarks } from './use-document.ts';
import { useMatches } from './use-matches.ts';
import { useReaderKeys } from './use-reader-keys.ts';
import { useZoom, type Zoom } from './use-zoom.ts';

/** A document page by page, as text or as it looks, with the words that were searched for marked. */
export function Reader({ document }: { document: DocumentDetail }) {
  const [parameters, setParameters] = useSearchParams();
  const state = readReaderState(parameters);
  const change = (next: Partial<ReaderState>) => setParameters(writeReaderState({ ...state, ...next }), { replace: true });
  const view = viewOf(state, document);
  const asked = shownPage(state.page, document.pages) ?? state.page ?? 1;
  const question = { id: document.id, page: asked, q: state.q };
  const answer = useDocumentText(question, { isShown: view === 'text' });
  const isLate = useLater(answer.isLoading);
  const text = answer.isError ? undefined : answer.data;
  const hits = useDocumentMatches(document.id, state.q).data;
  const pages = document.pages ?? text?.pages ?? hits?.pages ?? null;
  const unit = text?.unit ?? hits?.unit ?? 'page';
  const shownText = answer.isPlaceholderData ? undefined : text;
  const page = view === 'page' ? shownPage(asked, document.pages) : shownPage(shownText?.page ?? asked, pages);
  const found = hits?.matches ?? [];
  const goTo = (next: number) => change({ page: next });
  const picture = usePicture(document, { page: asked, q: state.q, isShown: view === 'page' });
  const zoom = useZoom({ isShown: view === 'page' });
  const matches = useMatches({
    shown: view === 'page' ? picture.shown : shownText,
    page,
    pages: hits?.matches.map((hit) => hit.page),
    goTo,
  });

  useNextText(
    { ...question, page: page ?? 1 },
    view === 'text' && shownText !== undefined && page !== null && page < (pages ?? 0),
  );
  useFirstMatch({ state, page, first: found[0]?.page, goTo });
  useReaderKeys({
    ArrowLeft: () => page !== null && page > 1 && goTo(page - 1),
    ArrowRight: () => page !== null && page < (pages ?? 0) && goTo(page + 1),
    ...(view === 'page' ? zoomKeys(zoom) : {}),
  });

  const place = { page, pages, unit } as const;
  return (
    <>
      <ReaderBar
        document={document}
        place={place}
        view={view}
        q={state.q}
        matches={matches}
        zoom={zoom}
        onPage={goTo}
        onFind={(q) => change({ q })}
        onView={(next) => change({ view: next })}
      />
      <div className={styles.columns}>
        <Outline text={text} place={place} matching={matches.pages} onPage={goTo} />
        <div className={styles.sheet}>
          <div ref={matches.container} className={styles.paper} data-view={view} aria-busy={answer.isFetching}>
            {view === 'page' ? (
              <PagePicture document={document} page={page} marks={picture} zoom={zoom} onText={() => change({ view: 'text' })} />
            ) : (
              <>
                {isLate ? <Skeleton /> : null}
                {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
                {text ? <ReaderText text={text} document={document} onPicture={() => change({ view: 'page' })} /> : null}
              </>
            )}
          </div>
          <Minimap place={place} found={found} matches={matches} onPage={goTo} />
        </div>
        <DocumentAside document={document} />
      </div>
      {state.q === '' ? null : <MatchBar place={place} matches={matches} />}
    </>
  );
}

/** As text unless there is nothing but a picture: it is faster, it can be copied, and screen readers read it. */
function viewOf({ view }: ReaderState, { preview }: DocumentDetail): View {
  if (preview === null) return 'text';
  return view ?? (preview === 'picture' ? 'page' : 'text');
}

/** As in browsers, without Ctrl: that is the whole page's. */
function zoomKeys({ larger, smaller, fit }: Zoom): Record<string, () => void> {
  return { '+': () => larger?.(), '=': () => larger?.(), '-': () => smaller?.(), '0': fit };
}

function usePicture(document: DocumentDetail, { page, q, isShown }: { page: number; q: string; isShown: boolean }) {
  const answer = usePageMarks({ id: document.id, page, q }, { isShown });
  return { answer, shown: answer.isPlaceholderData ? undefined : answer.data };
}

/** Whoever comes with words and names no page begins where they stand. */
function useFirstMatch(o: {
  state: ReaderState;
  page: number | null;
  first: number | undefined;
  goTo: (page: number) => void;
}): void {
  const { state, page, first, goTo } = o;
  const isElsewhere = state.page === null && page !== null && first !== undefined && first !== page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address then names the page, and it is over
  useEffect(() => {
    if (isElsewhere) goTo(first);
  }, [isElsewhere]);
}
