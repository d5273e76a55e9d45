import { useId } from 'react';
import type { PeoplePreview, PreviewResponse, SourceField } from '../../../../server/contract/sources.ts';
import { Button } from '../../../components/button.tsx';
import { useSettled } from '../../../hooks/use-settled.ts';
import { ApiError } from '../../../lib/api.ts';
import { ConnectionGap } from './connection-gap.tsx';
import { toRequest } from './draft.ts';
import { FormFields } from './form-fields.tsx';
import { MappingTable } from './mapping-table.tsx';
import styles from './people-step.module.css';
import { words as previewWords } from './preview.words.ts';
import { StepHead } from './step-head.tsx';
import type { StepProps } from './steps.ts';
import { usePreview } from './use-drafts.ts';
import { mappingOf, problemsOf } from './values.ts';
import wizard from './wizard.module.css';
import { words } from './words.ts';

const PAUSE_MS = 400;

/** Entries as they are, and the people that they become; whatever is changed is asked of the directory again. */
export function PeopleStep({ draft, form, existing, set, next }: StepProps) {
  const t = words();
  const settled = useSettled(draft, PAUSE_MS);
  const { data, error, isFetching, refetch } = usePreview(toRequest(settled, form));
  const names = form.fields.map(({ name }) => name);
  const problems = error instanceof ApiError ? problemsOf(error.errors, names) : new Map<string, string>();
  const mapping = form.fields.find(({ type }) => type === 'mapping');
  const preview = peopleOf(data);
  const isOther = error !== null && problems.size === 0;
  return (
    <section aria-labelledby="step" className={styles.people}>
      <StepHead title={t.titles.people} hint={t.hints.people} />
      <p className={styles.found} role="status" data-busy={isFetching || undefined}>
        {preview ? foundInWords(preview) : isFetching ? previewWords().looking : ''}
      </p>
      <ConnectionGap fields={form.fields} problems={problems} />
      {isOther ? (
        <div className={styles.failed}>
          <p className={wizard.problem}>{error.message}</p>
          <Button onClick={() => refetch()}>{t.testAgain}</Button>
        </div>
      ) : null}
      {preview && mapping ? (
        <MappingTable
          field={mapping}
          preview={preview}
          mapping={mappingOf(draft.values[mapping.name])}
          onChange={(value) => set({ values: { ...draft.values, [mapping.name]: value } })}
        />
      ) : null}
      {preview && preview.entries.length > 0 ? <RawEntries preview={preview} /> : null}
      <div className={wizard.card}>
        <div className={wizard.fields}>
          <FormFields fields={rulesOf(form.fields)} problems={problems} draft={draft} existing={existing} set={set} />
        </div>
        <div className={wizard.actions}>
          <Button look="primary" disabled={problems.size > 0} onClick={next}>
            {t.next}
          </Button>
        </div>
      </div>
    </section>
  );
}

const rulesOf = (fields: readonly SourceField[]) => fields.filter(({ step }) => step === 'rules');

function peopleOf(data: PreviewResponse | undefined): PeoplePreview | undefined {
  return data?.holds === 'people' ? data : undefined;
}

function foundInWords({ people, groups, directory }: PeoplePreview): string {
  const t = previewWords();
  return t.found(t.people(people.count, people.isExact), groups && t.groups(groups.count, groups.isExact), directory);
}

function RawEntries({ preview }: { preview: PeoplePreview }) {
  const t = previewWords();
  const id = useId();
  return (
    <details className={wizard.more}>
      <summary>{t.raw}</summary>
      <div className={styles.entries}>
        {preview.entries.map(({ dn, attributes }, position) => (
          <section key={dn} className={styles.entry} aria-labelledby={`${id}-${position}`}>
            <h3 id={`${id}-${position}`} className={styles.dn}>
              {dn}
            </h3>
            <dl className={styles.attributes}>
              {attributes.map(({ name, values, note }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd data-note={note}>{note === null ? values.join(' · ') : note === 'hidden' ? t.hidden : t.binary}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </details>
  );
}
