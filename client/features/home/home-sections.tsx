import { ArrowRight, MessageCircleQuestion, PenLine } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { HomeResponse } from '../../../server/contract/home.ts';
import { ButtonLink } from '../../components/button.tsx';
import { MediaIcon } from '../../components/media-icon.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useMe } from '../../hooks/use-me.ts';
import { recentPeople } from '../../lib/recent-people.ts';
import { paths } from '../../paths.ts';
import { Freshness } from './freshness.tsx';
import styles from './home-sections.module.css';
import { words } from './words.ts';

const DOCUMENTS_SHOWN = 6;

/** What is new and what others read, in two quiet columns; what is empty is not there. */
export function HomeSections({ home }: { home: HomeResponse }) {
  const t = words();
  const me = useMe();
  const [people] = useState(recentPeople);
  const announced = new Set(home.announcements.map(({ documentId }) => documentId));
  return (
    <div className={styles.sections}>
      {home.announcements.length > 0 ? <Announcements items={home.announcements} /> : null}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Documents
            title={t.newDocuments}
            documents={home.newDocuments.filter(({ id }) => !announced.has(id)).slice(0, DOCUMENTS_SHOWN)}
            more
          />
          <Documents title={t.muchRead} documents={home.muchRead} />
        </div>
        <div className={styles.column}>
          <People title={t.newcomers} people={home.newcomers} />
          <People title={t.recentPeople} people={people} />
          <Starts starts={home.starts} />
          {me.data?.user?.personId ? (
            <div className={styles.actions}>
              <ButtonLink look="plain" to={paths.ask()}>
                <MessageCircleQuestion size={17} aria-hidden="true" /> {t.ask}
              </ButtonLink>
              <ButtonLink look="plain" to={paths.posts}>
                <PenLine size={17} aria-hidden="true" /> {t.write}
              </ButtonLink>
            </div>
          ) : null}
        </div>
      </div>
      <Freshness sources={home.freshness} />
    </div>
  );
}

function Announcements({ items }: { items: HomeResponse['announcements'] }) {
  const t = words();
  return (
    <section aria-label={t.announcements} className={styles.announcements}>
      {items.map(({ documentId, title, text, author, at }) => (
        <article key={documentId} className={styles.announcement}>
          <h2 className={styles.announced}>
            <Link to={paths.document(documentId)}>{title}</Link>
          </h2>
          <p className={styles.excerpt}>{text}</p>
          <p className={styles.meta}>
            {author ? (
              <span>
                {t.by} <Link to={paths.person(author.id)}>{author.name}</Link>
              </span>
            ) : null}
            <RelativeTime at={at} />
          </p>
        </article>
      ))}
    </section>
  );
}

interface DocumentsProps {
  title: string;
  documents: { id: string; title: string; path: string; mediaType: string; modifiedAt?: string }[];
  /** With the way to all of them. */
  more?: boolean;
}

function Documents({ title, documents, more = false }: DocumentsProps) {
  if (documents.length === 0) return null;
  return (
    <section>
      <div className={styles.head}>
        <h2 className={styles.heading}>{title}</h2>
        {more ? (
          <Link className={styles.more} to={`${paths.search}?type=documents&sort=newest`}>
            {words().allNew} <ArrowRight size={15} aria-hidden="true" />
          </Link>
        ) : null}
      </div>
      <ul>
        {documents.map((document) => (
          <li key={document.id} className={styles.document}>
            <MediaIcon mediaType={document.mediaType} size="s" />
            <div className={styles.words}>
              <Link className={styles.title} to={paths.document(document.id)}>
                {document.title}
              </Link>
              <span className={styles.place}>{folderOf(document.path)}</span>
            </div>
            {document.modifiedAt ? (
              <span className={styles.when}>
                <RelativeTime at={document.modifiedAt} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join(' / ');
}

interface PeopleProps {
  title: string;
  people: { id: string; name: string; title: string | null; photoUrl: string | null }[];
}

function People({ title, people }: PeopleProps) {
  if (people.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonTile person={person} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Ways in, made of what there is: the largest departments and the commonest kinds of documents. */
function Starts({ starts }: { starts: HomeResponse['starts'] }) {
  const t = words();
  if (starts.departments.length + starts.labels.length === 0) return null;
  return (
    <nav aria-label={t.browse}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t.browse}</h2>
        <Link className={styles.more} to={paths.people()}>
          {t.everybody} <ArrowRight size={15} aria-hidden="true" />
        </Link>
      </div>
      <StartRow title={t.peopleIn} links={starts.departments.map((name) => ({ name, to: paths.team(name) }))} />
      <StartRow
        title={t.documentsOf}
        links={starts.labels.map((label) => ({
          name: label.charAt(0).toLocaleUpperCase() + label.slice(1),
          to: `${paths.search}?${new URLSearchParams({ type: 'documents', label })}`,
        }))}
      />
    </nav>
  );
}

function StartRow({ title, links }: { title: string; links: { name: string; to: string }[] }) {
  if (links.length === 0) return null;
  return (
    <p className={styles.starts}>
      <span className={styles.startsTitle}>{title}</span>
      {links.map(({ name, to }) => (
        <Link key={name} className={styles.chip} to={to}>
          {name}
        </Link>
      ))}
    </p>
  );
}
