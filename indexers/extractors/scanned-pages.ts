import type { Extracted } from '../types/extraction.ts';

const MOST_NAMED = 20;

/** What an extractor says of the pages that are pictures; what OCR makes of them takes its place. */
export function scannedWarning({ imagePages = [], picture, pages }: Pick<Extracted, 'imagePages' | 'picture' | 'pages'>): string {
  if (picture !== undefined) return 'It is a picture: what is written in it was not read';
  if (imagePages.length === pages) return 'There is no text in it: it was probably scanned';
  return `${pagesInWords(imagePages)} scanned and without text`;
}

/** "Page 3 is", "Pages 2 and 5 are", "Pages 1–4, 9 and 12 are". */
export function pagesInWords(pages: readonly number[]): string {
  const ranges: string[] = [];
  for (let from = 0; from < pages.length; ) {
    let to = from;
    while (pages[to + 1] === (pages[to] ?? 0) + 1) to += 1;
    ranges.push(from === to ? `${pages[from]}` : `${pages[from]}–${pages[to]}`);
    from = to + 1;
  }
  const named = ranges.slice(0, MOST_NAMED);
  const last = ranges.length > MOST_NAMED ? 'others' : named.pop();
  const list = named.length === 0 ? last : `${named.join(', ')} and ${last}`;
  return pages.length === 1 ? `Page ${list} is` : `Pages ${list} are`;
}
