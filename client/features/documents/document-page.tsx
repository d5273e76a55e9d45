import { Download } from 'lucide-react';
import { useParams, useSearchParams } from 'react-router';
import type { DocumentDetail } from '../../../server/contract/documents.ts';
import { ButtonAnchor } from '../../components/button.tsx';
import { DocumentMeta } from '../../components/document-meta.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { languageName } from '../../lib/language-names.ts';
import { mediaTypeOf } from '../../lib/media-types.ts';
import { formatBytes } from '../../lib/numbers.ts';
import styles from './document-page.module.css';
import { Neighbours } from './neighbours.tsx';
import { PlaceLine, PlaceTools } from './place-line.tsx';
import { Reader } from './reader.tsx';
import { readReaderState } from './reader-state.ts';
import { useDocument } from './use-document.ts';
import { WhyVisible } from './why-visible.tsx';
import { words } from './words.ts';

export function DocumentPage() {
  const { id = '' } = useParams();
  const [parameters] = useSearchParams();
  const answer = useDocument(id);
  const isLate = useLater(answer.isPending);
  return (
    <Page title={answer.data?.title ?? (answer.isError ? words().notFound : undefined)} className={styles.page}>
      <Neighbours id={id} list={readReaderState(parameters).list} />
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {answer.data ? (
        <>
          <Head document={answer.data} />
          <Reader key={answer.data.id} document={answer.data} />
        </>
      ) : null}
    </Page>
  );
}

function Head({ document }: { document: DocumentDetail }) {
  const facts = [
    mediaTypeOf(document.mediaType).name,
    document.pages === null ? null : words().pages(document.pages),
    formatBytes(document.size),
    document.language === null ? null : languageName(document.language),
  ];
  return (
    <header className={styles.head}>
      <PlaceLine document={document} />
      <div className={styles.row}>
        <h1 className={styles.title}>{document.title}</h1>
        <div className={styles.actions}>
          <ButtonAnchor look="primary" href={document.url} download={document.name}>
            <Download size={16} aria-hidden="true" /> {words().download}
          </ButtonAnchor>
        </div>
      </div>
      <DocumentMeta className={styles.meta} label={document.label} authors={document.authors}>
        <span>
          {words().changed} <RelativeTime at={document.modifiedAt} />
        </span>
        <span>{facts.filter(Boolean).join(', ')}</span>
      </DocumentMeta>
      <div className={styles.toolbar}>
        <PlaceTools document={document} />
        <WhyVisible document={document} />
      </div>
      {document.notices.map((notice) => (
        <Notice key={notice.code + notice.message} level={notice.level}>
          {noticeWords(notice)}
        </Notice>
      ))}
    </header>
  );
}

function noticeWords({ code, message }: DocumentDetail['notices'][number]): string {
  return code === 'scanned' ? words().scanned : words().incomplete(message);
}
