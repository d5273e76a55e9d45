import { STEPS, type Step } from './steps.ts';
import styles from './wizard-steps.module.css';
import { words } from './words.ts';

interface WizardStepsProps {
  step: Step;
  holds: 'people' | 'documents';
  /** The kind of a source that is there stays. */
  isChange: boolean;
  /** Undefined before a kind is chosen: then there is nowhere to go. */
  onGo: ((step: Step) => void) | undefined;
}

/** Where one is among the steps; those before can be gone back to, and nothing is lost. */
export function WizardSteps({ step, holds, isChange, onGo }: WizardStepsProps) {
  const t = words();
  const steps = isChange ? STEPS.slice(1) : STEPS;
  const at = steps.indexOf(step);
  return (
    <nav className={styles.nav} aria-label={t.stepsLabel}>
      <p className={styles.where}>{t.stepOf(at + 1, steps.length)}</p>
      <ol className={styles.steps}>
        {steps.map((one, position) => {
          const name = t.steps[one === 'choose' ? holds : one];
          const state = position < at ? 'done' : position === at ? 'now' : 'later';
          return (
            <li key={one} className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
              <span className={styles.number} aria-hidden="true">
                {position + 1}
              </span>
              {state === 'done' && onGo ? (
                <button type="button" className={styles.name} onClick={() => onGo(one)}>
                  {name}
                </button>
              ) : (
                <span className={styles.name}>{name}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
