import type { SQLOutputValue } from 'node:sqlite';

/** A row as SQLite gives it. The readers below are where its types are checked, once. */
export type Row = Record<string, SQLOutputValue>;

export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : wrong(column, 'a text', value);
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : wrong(column, 'a number', value);
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : wrong(column, 'bytes', value);
}

/** One of a closed list, such as a state kept as its name. */
export function oneOf<const T extends string>(row: Row, column: string, values: readonly T[]): T {
  const value = row[column];
  return values.find((candidate) => candidate === value) ?? wrong(column, values.join('|'), value);
}

export function oneOfOrNull<const T extends string>(row: Row, column: string, values: readonly T[]): T | null {
  return row[column] === null ? null : oneOf(row, column, values);
}

/** What this store wrote as JSON itself; its shape is that of the code which wrote it. */
export function json<T>(row: Row, column: string): T {
  return JSON.parse(text(row, column));
}

function wrong(column: string, expected: string, value: SQLOutputValue | undefined): never {
  throw new TypeError(`the state store holds ${typeof value} in "${column}" where ${expected} belongs`);
}
