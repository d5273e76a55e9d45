import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { SourceKindForm, SourceSettings } from '../../../../server/contract/sources.ts';
import page from '../../../components/admin-page.module.css';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ConnectStep } from './connect-step.tsx';
import { beginDraft, type Draft, keepDraft } from './draft.ts';
import { FilesStep } from './files-step.tsx';
import { KindStep } from './kind-step.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { PeopleStep } from './people-step.tsx';
import { PublishStep } from './publish-step.tsx';
import { STEPS, type Step, type StepProps } from './steps.ts';
import { TrialStep } from './trial-step.tsx';
import styles from './wizard.module.css';
import { WizardSteps } from './wizard-steps.tsx';
import { words } from './words.ts';

interface WizardProps {
  first: Draft;
  forms: readonly SourceKindForm[];
  /** Ids of the sources that there are. */
  taken: readonly string[];
  existing: SourceSettings | undefined;
  onDiscard: () => void;
}

/** From a kind to a source that counts. The step stands in the address, so that the browser's own Back goes back. */
export function Wizard({ first, forms, taken, existing, onDiscard }: WizardProps) {
  const t = words();
  const [draft, setDraft] = useState(first);
  const [isDone, setDone] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const form = forms.find(({ kind }) => kind === draft.kind);
  const { step, go } = useStep(form !== undefined, existing !== undefined);
  const isBegun = draft !== first || Object.keys(first.values).length > 0;
  const isDirty = isBegun && form !== undefined && !isDone;
  useEffect(() => keepDraft(existing?.id, isDirty ? draft : undefined), [existing, isDirty, draft]);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const next = () => go(STEPS[STEPS.indexOf(step) + 1] ?? step);
  const choose = (kind: string) => {
    // Another look at the kinds is no reason to lose what was entered.
    if (kind !== draft.kind) setDraft(beginDraft(kind, taken));
    go('connect');
  };
  return (
    <div className={styles.wizard}>
      <header>
        <h1 className={page.title}>{existing ? t.change(existing.id) : t.add}</h1>
        <p className={page.lead}>{existing ? t.saveHint : t.lead}</p>
      </header>
      <WizardSteps
        step={step}
        holds={form?.holds ?? 'documents'}
        isChange={existing !== undefined}
        onGo={form ? go : undefined}
      />
      {step === 'kind' || !form ? (
        <KindStep forms={forms} chosen={draft.kind} onChoose={choose} />
      ) : (
        <StepContent step={step} taken={taken} onPublished={() => setDone(true)} {...{ draft, form, existing, set, next }} />
      )}
      {form && step !== 'kind' ? (
        <p className={styles.foot}>
          {step === 'connect' && existing ? null : (
            <Button look="plain" onClick={() => go(STEPS[STEPS.indexOf(step) - 1] ?? step)}>
              {t.back}
            </Button>
          )}
          <Button look="plain" onClick={() => setAsking(true)}>
            {t.discard}
          </Button>
        </p>
      ) : null}
      <LeaveGuard isNeeded={isDirty} />
      {isAsking ? (
        <Dialog
          title={t.discardTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
              <Button look="danger" onClick={onDiscard}>
                {t.discard}
              </Button>
            </>
          }
        >
          <p>{t.discardHint}</p>
        </Dialog>
      ) : null}
    </div>
  );
}

interface ContentProps extends StepProps {
  step: Step;
  taken: readonly string[];
  onPublished: () => void;
}

function StepContent({ step, taken, onPublished, ...props }: ContentProps) {
  if (step === 'choose') return props.form.holds === 'people' ? <PeopleStep {...props} /> : <FilesStep {...props} />;
  if (step === 'trial') return <TrialStep {...props} />;
  if (step === 'publish') return <PublishStep {...props} onPublished={onPublished} />;
  return <ConnectStep {...props} taken={taken} />;
}

function useStep(hasKind: boolean, isChange: boolean): { step: Step; go: (step: Step) => void } {
  const [parameters, setParameters] = useSearchParams();
  const wanted = STEPS.find((one) => one === parameters.get('step')) ?? (hasKind ? 'connect' : 'kind');
  const step = !hasKind ? 'kind' : isChange && wanted === 'kind' ? 'connect' : wanted;
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    const heading = document.getElementById('step');
    heading?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
  return { step, go: (to) => setParameters({ step: to }) };
}
