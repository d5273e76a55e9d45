import type { DocumentText } from '../../../server/contract/documents.ts';
import { MarkedText } from '../../components/marked-text.tsx';
import { paragraphs } from './paragraphs.ts';
import styles from './reader.module.css';

/** Sections of text; headings are anchors of the outline. Nothing here is HTML of the document. */
export function ReaderText({ text }: { text: DocumentText }) {
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
