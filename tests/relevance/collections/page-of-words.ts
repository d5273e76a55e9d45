import { execFileSync } from 'node:child_process';

/**
 * The page of a PDF where words stand, by `pdftotext` (poppler-utils); undefined when they stand on none, or on several, or when the
 * program is not there.
 */
export function pageOfWords(file: string, words: string): number | undefined {
  const wanted = letters(words);
  const pages = pagesOf(file).flatMap((page, position) => (letters(page).includes(wanted) ? [position + 1] : []));
  return pages.length === 1 ? pages[0] : undefined;
}

function pagesOf(file: string): string[] {
  try {
    return execFileSync('pdftotext', ['-q', '-enc', 'UTF-8', file, '-'], { maxBuffer: 1 << 26, encoding: 'utf8' }).split('\f');
  } catch {
    return []; // not installed: pages are not judged
  }
}

/** Lines break and hyphens fall anywhere. */
function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
