import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { TestResponse } from '../../../../server/contract/sources.ts';
import styles from './findings.module.css';
import { words } from './words.ts';

const ICONS = { ok: CircleCheck, warning: TriangleAlert, error: CircleAlert };

/** What a test found, worst first: what is missing is what one has come to read. */
export function Findings({ report: { ok, findings } }: { report: TestResponse }) {
  const t = words();
  const order = ['error', 'warning', 'ok'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return (
    <div className={styles.findings} data-ok={ok}>
      <h3 className={styles.title}>{ok ? t.testGood : t.testBad}</h3>
      <ul className={styles.list}>
        {sorted.map(({ level, message }) => {
          const Icon = ICONS[level];
          return (
            <li key={message} className={styles.finding} data-level={level}>
              <Icon size={17} aria-hidden="true" />
              <span>
                <span className="visually-hidden">{t.levels[level]}</span>
                {message}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
