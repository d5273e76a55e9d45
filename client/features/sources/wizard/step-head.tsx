import styles from './wizard.module.css';

/** The heading of a step takes the focus when the step is come to. */
export function StepHead({ title, hint }: { title: string; hint: string }) {
  return (
    <header className={styles.stepHead}>
      <h2 id="step" tabIndex={-1} className={styles.stepTitle}>
        {title}
      </h2>
      <p className={styles.lead}>{hint}</p>
    </header>
  );
}
