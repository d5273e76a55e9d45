import type { BiffStrings } from './biff-strings.ts';
import type { NumberText } from './number-text.ts';

/** What the first part of a workbook says about all sheets. */
export interface BiffGlobals {
  shared: readonly string[];
  strings: BiffStrings;
  numberText: NumberText;
}
