import type { SearchResponse } from '../../../server/contract/search.ts';
import { Notice } from '../../components/notice.tsx';
import styles from './notices.module.css';

export function Notices({ notices }: { notices: SearchResponse['notices'] }) {
  if (notices.length === 0) return null;
  return (
    <ul className={styles.notices}>
      {notices.map((notice) => (
        <li key={`${notice.code} ${notice.message}`}>
          <Notice level={notice.level}>{notice.message}</Notice>
        </li>
      ))}
    </ul>
  );
}
