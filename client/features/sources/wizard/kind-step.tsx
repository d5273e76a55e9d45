import { FolderOpen, Server, Users } from 'lucide-react';
import type { SourceKindForm } from '../../../../server/contract/sources.ts';
import styles from './kind-step.module.css';
import { StepHead } from './step-head.tsx';
import { said, words } from './words.ts';

interface KindStepProps {
  forms: readonly SourceKindForm[];
  chosen: string;
  onChoose: (kind: string) => void;
}

export function KindStep({ forms, chosen, onChoose }: KindStepProps) {
  const t = words();
  return (
    <section aria-labelledby="step">
      <StepHead title={t.titles.kind} hint={t.hints.kind} />
      <ul className={styles.kinds}>
        {forms.map((form) => (
          <li key={form.kind}>
            <button type="button" className={styles.kind} aria-pressed={form.kind === chosen} onClick={() => onChoose(form.kind)}>
              <span className={styles.icon}>
                <KindIcon form={form} />
              </span>
              <span className={styles.name}>{said(form.title)}</span>
              <span className={styles.help}>{said(form.help)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KindIcon({ form: { holds, kind } }: { form: SourceKindForm }) {
  const Icon = holds === 'people' ? Users : kind === 'drive' ? FolderOpen : Server;
  return <Icon size={22} strokeWidth={1.75} aria-hidden="true" />;
}
