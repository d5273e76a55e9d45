import type { ComponentProps, ReactNode } from 'react';
import styles from './table.module.css';

/** The name of a column; what is counted or measured stands right. */
type Column = string | { number: string };

export interface TableFacts {
  columns: readonly Column[];
  /** As many cells as there are columns; the first one names its row. */
  rows: readonly { key: string | number; cells: readonly ReactNode[] }[];
}

/** Rows of facts. */
export function Table({ columns, rows, className, ...named }: TableFacts & Omit<ComponentProps<'table'>, 'rows' | 'children'>) {
  const lookOf = (position: number) => (typeof columns[position] === 'object' ? styles.number : undefined);
  const names = columns.map((column) => (typeof column === 'object' ? column.number : column));
  return (
    <table {...named} className={[styles.table, className].filter(Boolean).join(' ')}>
      <thead>
        <tr>
          {names.map((name, position) => (
            <th key={name} scope="col" className={lookOf(position)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {others.map((cell, position) => (
              <td key={names[position + 1]} className={lookOf(position + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A second line below what names a row. */
export function TableHint({ children }: { children: ReactNode }) {
  return <span className={styles.hint}>{children}</span>;
}
