import type { Extracted, ExtractorLimits } from '../../types/extraction.ts';
import { readHtml } from '../read-html.ts';
import { tooLong } from '../section-builder.ts';

/** Markup makes a page of the same words at least so many times longer; beyond it the two are compared. */
const USUAL_RATIO = 2;
const RICHER = 1.5;

/** The plain text, which keeps quotations apart; the page where that says clearly more ("your program cannot show this mail"). */
export function readBody(
  { text, html }: { text: string; html: string },
  limits: ExtractorLimits,
): Pick<Extracted, 'sections' | 'warnings'> {
  const plain = text.trim();
  if (html.length > USUAL_RATIO * plain.length) {
    const page = readHtml(html, limits);
    const characters = page.sections.reduce((sum, section) => sum + section.text.length + (section.heading?.length ?? 0), 0);
    if (characters > RICHER * plain.length) return { sections: page.sections, warnings: page.warnings };
  }
  const kept = plain.slice(0, limits.maxCharacters).replace(/\r\n?/g, '\n');
  return {
    sections: kept === '' ? [] : [{ text: kept }],
    warnings: plain.length > limits.maxCharacters ? [tooLong(limits)] : [],
  };
}
