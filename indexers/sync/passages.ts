import type { Section } from '../types/extraction.ts';
import type { Passage } from '../types/records.ts';

/** Passages end at the best place between these numbers of words: the best lengths for ranking, and for reading a snippet. */
const FEWEST_WORDS = 150;
const MOST_WORDS = 180;
/** However few spaces there are: what a passage never exceeds (180 words of German are some 1,400 characters). */
const MOST_CHARACTERS = 2400;

/** Scripts that write no spaces between words. */
const SCRIPTS = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Mymr}';
/** A word, or one character of such a script; with the white space that follows. Bounded, whatever the text is. */
const ATOM = new RegExp(`(?:[${SCRIPTS}]|[^\\s${SCRIPTS}]{1,200}|\\s)\\s{0,400}`, 'uy');
const WITHOUT_SPACES = new RegExp(`^[${SCRIPTS}]`, 'u');
/** About two such characters make a word. */
const WORDS_PER_CHARACTER = 0.5;
const SENTENCE_END = /(?:[.!?…]["'”’»)\]]*\s+|[。！？]\s*)$/u;

/** Cuts sections into passages. Empty sections give one when they have a heading, which is found by it. */
export function toPassages(sections: Section[]): Passage[] {
  const kept = sections
    .map(({ part, ...section }) => ({ ...section, text: section.text.trim(), heading: headingOf(part, section.heading) }))
    .filter(({ text, heading }) => text !== '' || heading !== undefined);
  return kept.flatMap(({ text, heading, page }, index) => {
    const next = kept[index + 1];
    // The next section begins a new paragraph of the same page.
    const whole = text !== '' && next !== undefined && next.page === page ? `${text}\n\n` : text;
    return splitText(whole).map((piece) => ({
      text: piece,
      ...(heading !== undefined && { heading }),
      ...(page !== undefined && { page }),
    }));
  });
}

/** A file within the file is found by its name like a chapter by its heading. */
function headingOf(part: string | undefined, heading: string | undefined): string | undefined {
  return part === undefined || heading === undefined ? (part ?? heading) : `${part} › ${heading}`;
}

/** Pieces that, joined, are the text again. The text is scanned once, whatever it consists of. */
function splitText(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  do {
    const end = endOfPassage(text, start);
    pieces.push(text.slice(start, end));
    start = end;
  } while (start < text.length);
  return pieces;
}

/** Where the passage that begins at `start` ends: at a paragraph, else a sentence, else a line, else wherever it must. */
function endOfPassage(text: string, start: number): number {
  const best = { paragraph: 0, sentence: 0, line: 0 };
  let words = 0;
  let end = start;
  ATOM.lastIndex = start;
  for (let match = ATOM.exec(text); match !== null; match = ATOM.exec(text)) {
    const atom = match[0];
    words += wordsIn(atom);
    const next = end + atom.length;
    if (words > MOST_WORDS || next - start > MOST_CHARACTERS) return best.paragraph || best.sentence || best.line || end;
    end = next;
    if (words < FEWEST_WORDS && end - start < MOST_CHARACTERS * (FEWEST_WORDS / MOST_WORDS)) continue;
    if (/\n\s*\n/.test(atom)) best.paragraph = end;
    else if (SENTENCE_END.test(atom)) best.sentence = end;
    else if (atom.includes('\n')) best.line = end;
  }
  return text.length;
}

function wordsIn(atom: string): number {
  if (WITHOUT_SPACES.test(atom)) return WORDS_PER_CHARACTER;
  return atom.trim() === '' ? 0 : 1;
}
