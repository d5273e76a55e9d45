import { useState } from 'react';
import type { Licence } from '../../../server/contract/operations.ts';
import { Field } from '../../components/field.tsx';
import form from '../../components/form.module.css';
import { ProblemMessage } from '../../components/message.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Table } from '../../components/table.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { compareText } from '../../lib/language.ts';
import styles from './operations.module.css';
import { useLicences, useOperations } from './use-operations.ts';
import { words } from './words.ts';

export function LicencesPart() {
  const t = words();
  const answer = useLicences();
  const version = useOperations().data;
  const isLate = useLater(answer.isPending);
  const [text, setText] = useState('');
  const [licence, setLicence] = useState('');
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={4} /> : null;
  const all = answer.data.items;
  const licences = [...new Set(all.map((one) => one.licence))].sort(compareText);
  const wanted = text.trim().toLowerCase();
  const items = all.filter((one) => one.name.toLowerCase().includes(wanted) && (licence === '' || one.licence === licence));
  return (
    <section className={styles.section} aria-label={t.parts.licences}>
      <p className={styles.lead}>
        {version ? `${t.version(version.version, version.node)}. ` : null}
        {t.licencesLead(all.length)}
      </p>
      <search className={form.filters}>
        <Field label={t.find}>
          <input type="search" value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Field label={t.licence}>
          <select value={licence} onChange={(event) => setLicence(event.target.value)}>
            <option value="">{t.all}</option>
            {licences.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </Field>
      </search>
      <p role="status" className={styles.status}>
        {items.length === 0 ? t.none : t.found(items.length)}
      </p>
      {items.length === 0 ? null : (
        <Table
          columns={[t.package, t.licence, t.runs]}
          rows={items.map((item) => ({
            key: `${item.name}@${item.version}`,
            cells: [<Package key="name" {...item} />, item.licence, item.runs.map((where) => t.runsIn[where]).join(', ')],
          }))}
        />
      )}
    </section>
  );
}

function Package({ name, version, homepage }: Licence) {
  return (
    <>
      {homepage ? (
        <a className={styles.link} href={homepage} rel="noreferrer">
          {name}
        </a>
      ) : (
        name
      )}{' '}
      <span className={styles.version}>{version}</span>
    </>
  );
}
