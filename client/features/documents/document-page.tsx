import { Download } from 'lucide-react';
import { useParams } from 'react-router';
import type { DocumentDetail } from '../../../server/contract/documents.ts';
import { ButtonAnchor } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { DocumentMeta } from '../../components/document-meta.tsx';
import { MediaIcon } from '../../components/media-icon.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { languageName } from '../../lib/language-names.ts';
import { mediaTypeOf } from '../../lib/media-types.ts';
import { countOf, formatBytes } from '../../lib/numbers.ts';
import styles from './document-page.module.css';
import { Reader } from './reader.tsx';
import { useDocument } from './use-document.ts';
import { WhyVisible } from './why-visible.tsx';

export function DocumentPage() {
  const { id = '' } = useParams();
  const answer = useDocument(id);
  const isLate = useLater(answer.isPending);
  return (
    <Page title={answer.data?.title ?? (answer.isError ? 'Not found' : undefined)} className={styles.page}>
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
    document.pages === null ? null : countOf(document.pages, 'page', 'pages'),
    formatBytes(document.size),
    document.language === null ? null : languageName(document.language),
  ];
  return (
    <header className={styles.head}>
      <div className={styles.place}>
        <MediaIcon mediaType={document.mediaType} size="s" />
        <ol className={styles.path} aria-label="Folder">
          {[document.source, ...document.path.split('/')].map((part, depth, parts) => (
            <li key={parts.slice(0, depth + 1).join('/')}>{part}</li>
          ))}
        </ol>
        <CopyButton text={document.path} what="path" />
      </div>
      <div className={styles.row}>
        <h1 className={styles.title}>{document.title}</h1>
        <div className={styles.actions}>
          <ButtonAnchor look="primary" href={document.url} download={document.name}>
            <Download size={16} aria-hidden="true" /> Download
          </ButtonAnchor>
        </div>
      </div>
      <DocumentMeta className={styles.meta} label={document.label} authors={document.authors}>
        <span>
          Changed <RelativeTime at={document.modifiedAt} />
        </span>
        <span>{facts.filter(Boolean).join(', ')}</span>
      </DocumentMeta>
      <WhyVisible document={document} />
      {document.notices.map((notice) => (
        <Notice key={notice.code + notice.message} level={notice.level}>
          {notice.message}
        </Notice>
      ))}
    </header>
  );
}
