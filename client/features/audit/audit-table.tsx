import { Link } from 'react-router';
import type { AuditItem } from '../../../server/contract/audit.ts';
import { Badge } from '../../components/badge.tsx';
import { exactMoment } from '../../lib/dates.ts';
import { paths } from '../../paths.ts';
import styles from './audit-table.module.css';
import { actionInWords, actorInWords, outcomeInWords, sentence, subjectInWords } from './audit-words.ts';
import { words } from './words.ts';

export function AuditTable({ rows, isOld }: { rows: readonly AuditItem[]; isOld: boolean }) {
  const t = words();
  return (
    <table className={styles.table} aria-busy={isOld}>
      <thead>
        <tr>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.who}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.onWhat}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={styles.when}>
              <time dateTime={row.at}>{exactMoment(new Date(row.at))}</time>
            </td>
            <Who row={row} />
            <td className={styles.what}>
              {actionInWords(row)}{' '}
              {row.outcome === 'done' ? null : (
                <Badge look={row.outcome === 'failed' || row.outcome === 'refused' ? 'bad' : 'plain'}>
                  {outcomeInWords(row.outcome)}
                </Badge>
              )}
            </td>
            <td className={styles.subject}>
              <Subject row={row} />
              {row.details === null ? null : <span className={styles.details}>{sentence(row.details)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Who({ row: { actor, actorPerson, address } }: { row: AuditItem }) {
  return (
    <td className={styles.who}>
      <span className={styles.name}>
        {actorPerson ? <Link to={paths.person(actorPerson.id)}>{actorPerson.name}</Link> : actorInWords(actor)}
      </span>
      {actorPerson ? <span className={styles.fact}>{actor}</span> : null}
      {address === null ? null : <span className={styles.fact}>{address}</span>}
    </td>
  );
}

/** A document leads to why whoever was refused may not see it. */
function Subject({ row }: { row: AuditItem }) {
  const { action, actor, subjectPerson, subjectDocument } = row;
  if (subjectPerson) return <Link to={paths.person(subjectPerson.id)}>{subjectPerson.name}</Link>;
  if (subjectDocument) {
    const { source, path } = subjectDocument;
    if (action !== 'document-refused' || actor === '') return <span>{path}</span>;
    return <Link to={paths.permissions({ as: actor, document: `${source}:${path}` })}>{path}</Link>;
  }
  const text = subjectInWords(row);
  return text === null ? null : <span>{text}</span>;
}
