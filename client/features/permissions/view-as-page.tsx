import { Eye, Folder } from 'lucide-react';
import { Fragment } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { ViewAs } from '../../../server/contract/view-as.ts';
import { AdminPage } from '../../components/admin-page.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { useViewAs } from './use-checks.ts';
import { ViewAsForm } from './view-as-form.tsx';
import styles from './view-as-page.module.css';
import { words } from './words.ts';

/**
 * What somebody finds, by names and places. Administrators do not get other people's documents (promise 2), and whether words stand
 * in a document tells what it says: so there is a list to walk through, and no box to search in.
 */
export function ViewAsPage() {
  const t = words();
  const [parameters] = useSearchParams();
  const as = parameters.get('as') ?? '';
  const folder = parameters.get('folder') ?? '';
  const page = Math.max(1, Number(parameters.get('page')) || 1);
  return <AdminPage title={t.viewAsTitle}>{as === '' ? <ViewAsForm /> : <Seen key={as} {...{ as, folder, page }} />}</AdminPage>;
}

interface Question {
  as: string;
  folder: string;
  page: number;
}

function Seen(question: Question) {
  const t = words();
  const answer = useViewAs(question);
  const isLate = useLater(answer.isPending);
  const who = answer.data?.person.name ?? question.as;
  return (
    <>
      <div className={styles.banner} role="note">
        <Eye size={18} aria-hidden="true" />
        <div className={styles.bannerWords}>
          <h1 className={styles.bannerTitle}>{t.lookingAs(who)}</h1>
          <p>{t.readOnly}</p>
        </div>
        <ButtonLink to={paths.permissions()}>{t.stop}</ButtonLink>
      </div>
      {isLate ? <Skeleton rows={4} /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
      {answer.data ? <What seen={answer.data} {...question} /> : null}
    </>
  );
}

function What({ seen, ...question }: Question & { seen: ViewAs }) {
  const t = words();
  const { people, documents, isCapped, groups, groupProblems, isAdmin } = seen;
  const told = (what: string) => (isCapped ? t.atLeast(what) : what);
  return (
    <>
      <section className={styles.facts}>
        <p className={styles.finds}>{t.finds(told(t.people(people)), told(t.documents(documents)))}</p>
        {isAdmin ? <p>{t.isAdmin}</p> : null}
        {groups.length === 0 ? (
          <p>{t.noGroups}</p>
        ) : (
          <details>
            <summary className={styles.summary}>{t.groups(groups.length)}</summary>
            <ul className={styles.groups}>
              {groups.map((group) => (
                <li key={group}>{group}</li>
              ))}
            </ul>
          </details>
        )}
        {groupProblems.map((problem) => (
          <Notice key={problem} level="warning">
            {problem}
          </Notice>
        ))}
      </section>
      <Places seen={seen} {...question} />
      <Files seen={seen} {...question} />
    </>
  );
}

function Places({ seen: { folders }, as, folder }: Question & { seen: ViewAs }) {
  const t = words();
  return (
    <nav className={styles.places} aria-label={t.folders}>
      <p className={styles.trail}>
        {folder === '' ? <b>{t.everything}</b> : <Link to={paths.viewAs({ as })}>{t.everything}</Link>}
        {folders.trail.map(({ value, name }, position) => (
          <Fragment key={value}>
            <span aria-hidden="true"> / </span>
            {position === folders.trail.length - 1 ? <b>{name}</b> : <Link to={paths.viewAs({ as, folder: value })}>{name}</Link>}
          </Fragment>
        ))}
      </p>
      <ul className={styles.folders}>
        {folders.children.map(({ value, name, count }) => (
          <li key={value}>
            <Link className={styles.folder} to={paths.viewAs({ as, folder: value })}>
              <Folder size={16} aria-hidden="true" />
              <span className={styles.folderName}>{name}</span>
              <span className={styles.count}>{formatCount(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Files({ seen: { items, total, pageSize }, as, folder, page }: Question & { seen: ViewAs }) {
  const t = words();
  if (items.length === 0) return <p className={styles.quiet}>{t.noFiles}</p>;
  const first = (page - 1) * pageSize + 1;
  const at = (other: number) => paths.viewAs({ as, ...(folder === '' ? {} : { folder }), page: String(other) });
  return (
    <section className={styles.part} aria-labelledby="files">
      <h2 id="files" className={styles.title}>
        {t.files}
      </h2>
      <ul>
        {items.map(({ source, path, modifiedAt }) => (
          <li key={`${source}:${path}`} className={styles.file}>
            <span className={styles.path}>{path}</span>
            <span className={styles.quiet}>
              <RelativeTime at={modifiedAt} />
            </span>
            <Link className={styles.why} to={paths.permissions({ as, document: `${source}:${path}` })} aria-label={t.why(path)}>
              {t.whyShort}
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles.pages}>
        {page > 1 ? <ButtonLink to={at(page - 1)}>{t.newer}</ButtonLink> : null}
        <span role="status">{t.showing(first, first + items.length - 1, total)}</span>
        {first + items.length <= total ? <ButtonLink to={at(page + 1)}>{t.older}</ButtonLink> : null}
      </p>
    </section>
  );
}
