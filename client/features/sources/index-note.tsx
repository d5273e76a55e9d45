import type { IndexStatus } from '../../../server/contract/admin.ts';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './index-note.module.css';
import { words } from './words.ts';

/** Whether everything that is known can be found, as the last run compared it. */
export function IndexNote({ index }: { index: IndexStatus }) {
  if (!index.agrees)
    return (
      <Notice level="warning">
        {index.summary} {words().checked} <RelativeTime at={index.at} />.
      </Notice>
    );
  return (
    <p className={styles.quiet}>
      {words().indexAgrees} {words().checked} <RelativeTime at={index.at} />
    </p>
  );
}
