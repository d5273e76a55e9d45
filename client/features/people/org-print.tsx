import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type OrgModel, openRows, personAt } from './org-model.ts';
import styles from './org-print.module.css';
import { words } from './org-words.ts';

const MOST = 2000;

/** On paper the chart is a list of what is open, moved in by level; it is there only while the browser prints. */
export function OrgPrint({ model, open }: { model: OrgModel; open: ReadonlySet<number> }) {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes what is there when the event ends.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  if (!isPrinting) return null;
  const rows = openRows(model, open);
  return (
    <div className={styles.print}>
      {rows.length > MOST ? <p>{words().printed(MOST, rows.length)}</p> : null}
      <ul>
        {rows.slice(0, MOST).map(({ row, level }) => {
          const { name, title, department } = personAt(model, row);
          return (
            <li key={row} className={styles.row} style={{ paddingInlineStart: `${(level - 1) * 1.5}rem` }}>
              <strong>{name}</strong> {[title, department].filter(Boolean).join(', ')}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
