import { Button } from '../../../components/button.tsx';
import { useSettled } from '../../../hooks/use-settled.ts';
import { ApiError } from '../../../lib/api.ts';
import { ConnectionGap } from './connection-gap.tsx';
import { toRequest } from './draft.ts';
import styles from './files-step.module.css';
import { FormFields } from './form-fields.tsx';
import { words as previewWords } from './preview.words.ts';
import { RulesPreview } from './rules-preview.tsx';
import { StepHead } from './step-head.tsx';
import type { StepProps } from './steps.ts';
import { usePreview } from './use-drafts.ts';
import { problemsOf } from './values.ts';
import wizard from './wizard.module.css';
import { words } from './words.ts';

const PAUSE_MS = 600;

/** The rules, and beside them what they take in and leave out right now. */
export function FilesStep({ draft, form, existing, set, next }: StepProps) {
  const t = words();
  const settled = useSettled(draft, PAUSE_MS);
  const { data, error, isFetching, refetch } = usePreview(toRequest(settled, form));
  const names = form.fields.map(({ name }) => name);
  const problems = error instanceof ApiError ? problemsOf(error.errors, names) : new Map<string, string>();
  const fields = form.fields.filter(({ step }) => step === 'rules');
  return (
    <section aria-labelledby="step">
      <StepHead title={t.titles.documents} hint={t.hints.documents} />
      <div className={styles.sides}>
        <div className={wizard.card}>
          <div className={wizard.fields}>
            <FormFields fields={fields} problems={problems} draft={draft} existing={existing} set={set} />
          </div>
          <div className={wizard.actions}>
            <Button look="primary" disabled={problems.size > 0} onClick={next}>
              {t.next}
            </Button>
          </div>
        </div>
        <div className={styles.preview} data-busy={isFetching || undefined}>
          <ConnectionGap fields={form.fields} problems={problems} />
          {data?.holds === 'documents' ? <RulesPreview preview={data} /> : null}
          {!data && isFetching ? <p role="status">{previewWords().looking}</p> : null}
          {error !== null && problems.size === 0 ? (
            <>
              <p className={wizard.problem}>{error.message}</p>
              <Button onClick={() => refetch()}>{t.testAgain}</Button>
            </>
          ) : null}
        </div>
      </div>
    </section>
  );
}
