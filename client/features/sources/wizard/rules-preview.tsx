import type { DocumentsPreview } from '../../../../server/contract/sources.ts';
import { Notice } from '../../../components/notice.tsx';
import { formatCount } from '../../../lib/numbers.ts';
import { words } from './preview.words.ts';
import styles from './rules-preview.module.css';

/** What rules take in and leave out, in numbers and in examples. */
export function RulesPreview({ preview }: { preview: DocumentsPreview }) {
  const t = words();
  const { included, excluded, nameOnly, labels, unreadable, accessUnknown, isWhole } = preview;
  const out = excluded.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p role="status" className={styles.sum}>
        <strong>{t.included(included.count, included.bytes)}</strong>
        <span>{t.excluded(out)}</span>
      </p>
      {isWhole ? null : <Notice level="info">{t.notWhole}</Notice>}
      {unreadable.count > 0 ? <Trouble title={t.unreadable(unreadable.count)} examples={unreadable.examples} /> : null}
      {accessUnknown.count > 0 ? (
        <Trouble title={t.accessUnknown(accessUnknown.count)} examples={accessUnknown.examples} />
      ) : null}
      <section className={styles.part}>
        <h3>{t.includedTitle}</h3>
        {included.count === 0 ? <p>{t.noneIncluded}</p> : <Examples paths={included.examples} />}
        {nameOnly.count > 0 ? <p className={styles.note}>{t.nameOnly(nameOnly.count)}</p> : null}
      </section>
      {excluded.length > 0 ? (
        <section className={styles.part}>
          <h3>{t.byRule}</h3>
          <ul className={styles.rules}>
            {excluded.map(({ rule, count, folders, examples }) => (
              <li key={rule}>
                <p className={styles.rule}>
                  <span>{rule}</span>
                  <strong>{formatCount(count)}</strong>
                </p>
                {folders > 0 ? <p className={styles.note}>{t.ruleFolders(folders)}</p> : null}
                <Examples paths={examples.slice(0, 3)} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {labels.some(({ label }) => label !== null) ? (
        <section className={styles.part}>
          <h3>{t.labelled}</h3>
          <p className={styles.note}>
            {labels.map(({ label, count }) => `${label ?? t.noLabel}: ${formatCount(count)}`).join(' · ')}
          </p>
        </section>
      ) : null}
    </>
  );
}

function Trouble({ title, examples }: { title: string; examples: DocumentsPreview['unreadable']['examples'] }) {
  const paths = examples.slice(0, 3).map(({ path, reason }) => `${path}: ${reason}`);
  return (
    <Notice level="warning">
      {title}
      <Examples paths={paths} />
    </Notice>
  );
}

function Examples({ paths }: { paths: readonly string[] }) {
  if (paths.length === 0) return null;
  return (
    <ul className={styles.examples}>
      {paths.map((path) => (
        <li key={path}>{path}</li>
      ))}
    </ul>
  );
}
