import { codepageOfCharset } from './codepages.ts';

/** What the tables at the beginning say: code pages of fonts, and which styles are headings. */
export interface RtfTables {
  /** A word of the font table. */
  fontWord(name: string, number: number | undefined): void;
  /** Undefined for a font without a code page of its own. */
  codepageOf(font: number | undefined): number | undefined;
  /** A word of the style sheet. */
  styleWord(name: string, number: number | undefined): void;
  /** A style is over. */
  endStyle(name: string): void;
  isHeadingStyle(style: number): boolean;
}

const BODY_LEVEL = 9;
/** Word gives them these names in every language. */
const HEADING_NAME = /^\s*(heading \d|title)\b/i;

export function createRtfTables(): RtfTables {
  const codepages = new Map<number, number>();
  const headings = new Set<number>();
  let font = 0;
  let style = 0;
  let isHeading = false;

  return {
    fontWord(name, number = 0) {
      if (name === 'f') font = number;
      const codepage = name === 'cpg' ? number : name === 'fcharset' ? codepageOfCharset(number) : undefined;
      if (codepage !== undefined) codepages.set(font, codepage);
    },
    codepageOf: (wanted) => (wanted === undefined ? undefined : codepages.get(wanted)),
    styleWord(name, number = 0) {
      if (name === 's') style = number;
      if (name === 'outlinelevel') isHeading = number < BODY_LEVEL;
    },
    endStyle(name) {
      if (isHeading || HEADING_NAME.test(name)) headings.add(style);
      style = 0;
      isHeading = false;
    },
    isHeadingStyle: (number) => headings.has(number),
  };
}
