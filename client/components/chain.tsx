import { CircleCheck, CircleX, FileText, KeyRound, type LucideIcon, RefreshCw, UserRound, UsersRound } from 'lucide-react';
import type { ExplainStep } from '../../server/contract/admin.ts';
import styles from './chain.module.css';
import { words } from './words.ts';

const ICONS: Record<ExplainStep['kind'], LucideIcon> = {
  person: UserRound,
  group: UsersRound,
  document: FileText,
  entry: KeyRound,
  check: RefreshCw,
  verdict: CircleCheck,
};

/** What a step comes to, for those who do not see its colour. */

/** From somebody to a document, step by step; the last word stands out. */
export function Chain({ steps, label }: { steps: readonly ExplainStep[]; label: string }) {
  return (
    <ol className={styles.chain} aria-label={label}>
      {steps.map((step) => {
        const Icon = step.kind === 'verdict' && step.says === 'no' ? CircleX : ICONS[step.kind];
        return (
          <li key={step.text} className={styles.step} data-says={step.says} data-kind={step.kind}>
            <span className={styles.sign}>
              <Icon size={16} strokeWidth={1.9} aria-hidden="true" />
            </span>
            <p className={styles.text}>
              {step.kind === 'verdict' ? null : <span className="visually-hidden">{words().says[step.says]}</span>}
              {step.text}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
