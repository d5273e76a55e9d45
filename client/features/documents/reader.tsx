import { useSearchParams } from 'react-router';
import type { DocumentDetail, DocumentText } from '../../../server/contract/documents.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { Outline } from './outline.tsx';
import styles from './reader.module.css';
import { ReaderBar } from './reader-bar.tsx';
import { readReaderState, shownPage, writeReaderState } from './reader-state.ts';
import { ReaderText } from './reader-text.tsx';
import { useDocumentText } from './use-document.ts';
import { useMatches } from './use-matches.ts';

/** The text of a document, page by page, with the words that were searched for marked. */
export function Reader({ document }: { document: DocumentDetail }) {
  const [parameters, setParameters] = useSearchParams();
  const state = readReaderState(parameters);
  const page = shownPage(state.page, document.pages);
  const answer = useDocumentText({ id: document.id, page, q: state.q });
  const isLate = useLater(answer.isPending);
  const text = answer.isError ? undefined : answer.data;
  const goTo = (next: number | null) => setParameters(writeReaderState({ ...state, page: next }), { replace: true });
  const find = (q: string) => setParameters(writeReaderState({ ...state, q }), { replace: true });
  const matches = useMatches({ text, page, isCurrent: answer.isSuccess && !answer.isPlaceholderData, goTo });

  return (
    <>
      <ReaderBar page={page} pages={document.pages} q={state.q} matches={matches} onPage={goTo} onFind={find} />
      <div className={styles.columns}>
        <Outline text={text} page={page} pages={document.pages} onPage={goTo} />
        <div ref={matches.container} className={styles.paper} aria-busy={answer.isFetching}>
          {isLate ? <Skeleton /> : null}
          {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
          {text && isBlank(text) ? <p className={styles.blank}>{blankWords(page)}</p> : null}
          {text ? <ReaderText text={text} /> : null}
        </div>
      </div>
    </>
  );
}

function isBlank(text: DocumentText): boolean {
  return text.sections.every((section) => section.text.every((piece) => piece.text.trim() === ''));
}

function blankWords(page: number | null): string {
  const what = page === null ? 'This document' : 'This page';
  return `${what} has no text that could be read. It may be a picture or a scan: download the original to see it.`;
}
