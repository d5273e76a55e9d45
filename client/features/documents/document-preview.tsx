import { ArrowRight, ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Link } from 'react-router';
import type { DocumentHit } from '../../../server/contract/search.ts';
import { ButtonLink } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { words as sharedWords } from '../../components/words.ts';
import { useLater } from '../../hooks/use-later.ts';
import { paths } from '../../paths.ts';
import styles from './document-preview.module.css';
import { PageText } from './reader-text.tsx';
import { useDocumentMatches, useDocumentText } from './use-document.ts';
import { isWithout, type Matches, useMatches } from './use-matches.ts';
import { words } from './words.ts';

interface DocumentPreviewProps {
  id: string;
  hit: DocumentHit;
  q: string;
  list: string;
  onOpen: () => void;
  onBack: () => void;
  onClose: () => void;
}

/** A result beside the others: the page it was found on, with the words marked, without leaving the results. */
export function DocumentPreview({ id, hit, q, list, onOpen, onBack, onClose }: DocumentPreviewProps) {
  const [turned, setTurned] = useState<number | null>(null);
  const hits = useDocumentMatches(hit.id, q).data;
  const asked = turned ?? hit.page ?? hits?.matches[0]?.page ?? 1;
  const answer = useDocumentText({ id: hit.id, page: asked, q }, { isShown: true });
  const isLate = useLater(answer.isPending);
  const text = answer.isError ? undefined : answer.data;
  const page = text?.page ?? null;
  const matches = useMatches({
    shown: answer.isPlaceholderData ? undefined : text,
    page,
    pages: hits?.matches.map((match) => match.page) ?? [],
    goTo: setTurned,
  });
  const address = paths.document(hit.id, { page, q, list });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft' && event.target === event.currentTarget) onBack();
  };
  return (
    <section id={id} className={styles.panel} aria-label={words().previewOf(hit.title)} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <Link to={address} onClick={onOpen}>
            {hit.title}
          </Link>
        </h2>
        <button
          type="button"
          className={styles.icon}
          aria-label={words().closePreview}
          title={`${sharedWords().close} (Esc)`}
          onClick={onClose}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      <Steps
        place={text && text.page !== null ? words().placeOf(text.page, text.pages, text.unit) : null}
        matches={matches}
        q={q}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset, but what scrolls */}
      <div
        ref={matches.container}
        className={styles.text}
        data-own-scroll
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        role="group"
        aria-label={words().asText}
        aria-busy={answer.isFetching}
      >
        {isLate ? <Skeleton rows={3} /> : null}
        {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
        {text ? <PageText text={text} blank={<p className={styles.blank}>{words().noTextOnPage}</p>} /> : null}
      </div>
      <footer className={styles.foot}>
        <ButtonLink look="primary" to={address} onClick={onOpen}>
          {words().open} <ArrowRight size={16} aria-hidden="true" />
        </ButtonLink>
        <CopyButton
          text={window.location.origin + paths.document(hit.id, { page })}
          what={page === null ? words().linkToDocument : words().linkHere}
          label={words().copyLink}
          icon="link"
        />
      </footer>
    </section>
  );
}

/** Where one is, and from match to match. */
function Steps({ place, matches, q }: { place: string | null; matches: Matches; q: string }) {
  const said = [place, q !== '' && matches.count > 0 ? words().matchHere((matches.current ?? 0) + 1, matches.count) : null];
  return (
    <div className={styles.steps}>
      <p className={styles.place} role="status">
        {said.filter(Boolean).join(' · ')}
      </p>
      {q === '' || isWithout(matches) ? null : (
        <>
          <button type="button" className={styles.icon} aria-label={words().previousMatch} onClick={() => matches.step(-1)}>
            <ChevronUp size={18} aria-hidden="true" />
          </button>
          <button type="button" className={styles.icon} aria-label={words().nextMatch} onClick={() => matches.step(1)}>
            <ChevronDown size={18} aria-hidden="true" />
          </button>
        </>
      )}
    </div>
  );
}
