import { Link } from 'react-router';
import type { DocumentDetail } from '../../../server/contract/documents.ts';
import { DocumentThumbnail } from '../../components/document-thumbnail.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useVersions } from '../../components/use-versions.ts';
import { VersionList } from '../../components/version-list.tsx';
import { paths } from '../../paths.ts';
import styles from './document-aside.module.css';
import { useSimilar } from './use-document.ts';
import { words } from './words.ts';

/** Who wrote it, and what else there is about the same. Each part is a section of its own; one more goes between them. */
export function DocumentAside({ document }: { document: DocumentDetail }) {
  return (
    <aside className={styles.aside} aria-label={words().around}>
      <Authors authors={document.authors} />
      <Versions id={document.id} />
      <Similar id={document.id} />
    </aside>
  );
}

function Authors({ authors }: Pick<DocumentDetail, 'authors'>) {
  if (authors.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="written-by">
      <h2 id="written-by" className={styles.heading}>
        {words().writtenBy}
      </h2>
      <ul>
        {authors.map(({ personId, ...author }) => (
          <li key={personId ?? author.name}>
            {personId === null ? (
              <span className={styles.name}>{author.name}</span>
            ) : (
              <PersonTile person={{ id: personId, ...author }} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Best first, with this one among them, so that one sees whether there is a better one. */
function Versions({ id }: { id: string }) {
  const items = useVersions(id).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="versions">
      <h2 id="versions" className={styles.heading}>
        {words().versions}
      </h2>
      <VersionList versions={items} />
    </section>
  );
}

function Similar({ id }: { id: string }) {
  const items = useSimilar(id).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="similar">
      <h2 id="similar" className={styles.heading}>
        {words().similar}
      </h2>
      <ul className={styles.similar}>
        {items.map((hit) => (
          <li key={hit.id}>
            <Link className={styles.document} to={paths.document(hit.id)}>
              <DocumentThumbnail id={hit.id} mediaType={hit.mediaType} />
              <span className={styles.about}>
                <span className={styles.title}>{hit.title}</span>
                <span className={styles.meta}>
                  {hit.label === null ? null : `${hit.label} · `}
                  <RelativeTime at={hit.modifiedAt} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
