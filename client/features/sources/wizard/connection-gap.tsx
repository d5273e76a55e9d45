import type { SourceField } from '../../../../server/contract/sources.ts';
import { ButtonLink } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import type { Problems } from './values.ts';
import styles from './wizard.module.css';
import { words } from './words.ts';

/** Something of an earlier step is missing, as a password is after a reload: says so, and leads back. */
export function ConnectionGap({ fields, problems }: { fields: readonly SourceField[]; problems: Problems }) {
  const t = words();
  if (!fields.some(({ name, step }) => step === 'connect' && problems.has(name))) return null;
  return (
    <Notice level="warning">
      <p className={styles.gap}>{t.connectAgain}</p>
      <ButtonLink to="?step=connect">{t.connectAgainGo}</ButtonLink>
    </Notice>
  );
}
