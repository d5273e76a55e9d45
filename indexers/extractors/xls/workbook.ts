import type { CompoundProperties } from '../compound/properties.ts';

/** What every kind of workbook comes to. */
export interface Workbook {
  sheets: readonly WorkbookSheet[];
  properties: Omit<CompoundProperties, 'pages' | 'slides'>;
  /** What is missing, in words, as far as the sheets were read. */
  warnings(): string[];
}

export interface WorkbookSheet {
  name: string;
  /** Rows as lines, cells separated by tabs, as Excel shows them. Read as they are asked for. */
  lines(): Iterable<string>;
}

export const DAMAGED = 'The file is damaged: some of its text may be missing';
