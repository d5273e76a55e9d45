import type { ReactNode } from 'react';
import type { DocumentDetail, DocumentText } from '../../../server/contract/documents.ts';
import { Button } from '../../components/button.tsx';
import { MarkedText } from '../../components/marked-text.tsx';
import { paragraphs } from './paragraphs.ts';
import styles from './reader.module.css';
import { words } from './words.ts';

interface ReaderTextProps {
  text: DocumentText;
  document: DocumentDetail;
  onPicture: () => void;
}

/** What one reads, and the way to the picture where there is nothing to read. */
export function ReaderText({ text, document, onPicture }: ReaderTextProps) {
  return <PageText text={text} blank={<Blank isPage={text.page !== null} document={document} onPicture={onPicture} />} />;
}

/** The sections of a page, or of the whole document; `blank` where they have no words. */
export function PageText({ text, blank }: { text: DocumentText; blank: ReactNode }) {
  if (isBlank(text)) return blank;
  return text.sections.map((section, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: sections are known by their order and replaced together
    <section key={place} className={styles.section}>
      {section.heading === null ? null : (
        <h2 id={`section-${place}`} className={styles.heading} tabIndex={-1}>
          {section.heading}
        </h2>
      )}
      {paragraphs(section.text).map((paragraph, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <p key={number} className={styles.paragraph}>
          <MarkedText text={paragraph} />
        </p>
      ))}
    </section>
  ));
}

function Blank({ isPage, document, onPicture }: { isPage: boolean; document: DocumentDetail; onPicture: () => void }) {
  return (
    <div className={styles.blank}>
      <p>
        {isPage ? words().noTextOnPage : words().noTextInDocument} {words().maybePicture}
        {document.preview === null ? ` ${words().downloadToSee}` : null}
      </p>
      {document.preview === null ? null : <Button onClick={onPicture}>{words().showPage}</Button>}
    </div>
  );
}

function isBlank(text: DocumentText): boolean {
  return text.sections.every((section) => section.text.every((piece) => piece.text.trim() === ''));
}
