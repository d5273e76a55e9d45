import type { ExtractorLimits, Section } from '../types/extraction.ts';

/** Pieces are slices that keep alive what they were cut from: so many of them are put together. */
const MOST_PIECES = 4096;

/** Collects text into sections that begin at headings, up to the limit of characters. */
export interface SectionBuilder {
  /** Begins a section. */
  heading(text: string): void;
  /** Begins a section, and says which page (slide, sheet) it and those after it are on, from 1; undefined: on none. */
  page(number: number | undefined): void;
  text(text: string): void;
  /** Makes sure the next text begins on a line of its own. */
  lineBreak(): void;
  /** True when nothing more is kept: the caller may stop. */
  isFull(): boolean;
  finish(): { sections: Section[]; warnings: string[] };
}

export function createSectionBuilder(limits: ExtractorLimits): SectionBuilder {
  const sections: Section[] = [];
  let heading: string | undefined;
  let page: number | undefined;
  let pieces: string[] = [];
  let joined: string[] = [];
  let kept = 0;
  let isCut = false;

  function endSection(): void {
    const text = tidy(joined.join('') + pieces.join(''));
    // A heading without text of its own is still found.
    if (text !== '' || heading !== undefined)
      sections.push({ text, ...(heading === undefined ? {} : { heading }), ...(page === undefined ? {} : { page }) });
    pieces = [];
    joined = [];
    heading = undefined;
  }

  function keep(piece: string): void {
    pieces.push(piece);
    if (pieces.length < MOST_PIECES) return;
    joined.push(pieces.join(''));
    pieces = [];
  }

  function take(text: string): string {
    const room = limits.maxCharacters - kept;
    if (text.length > room) isCut = true;
    const part = text.slice(0, Math.max(0, room));
    kept += part.length;
    return part;
  }

  return {
    heading(text) {
      endSection();
      const line = take(oneLine(text));
      heading = line === '' ? undefined : line;
    },
    page(number) {
      endSection();
      page = number;
    },
    text: (text) => keep(take(text)),
    lineBreak: () => keep('\n'),
    isFull: () => isCut,
    finish() {
      endSection();
      return { sections, warnings: isCut ? [tooLong(limits)] : [] };
    },
  };
}

export function tooLong(limits: ExtractorLimits): string {
  return `Only the first ${limits.maxCharacters} characters were read`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** One space between words (or the tab between cells), no space at line ends, at most one empty line. */
export function tidy(text: string): string {
  return text
    .replace(/[^\S\n \t][^\S\n]*|[ \t][^\S\n]+/g, (gap) => (gap.includes('\t') ? '\t' : ' '))
    .replace(/[ \t]?\n[ \t]?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
