import type { DocumentHit } from '../../contract/search.ts';
import type { Curation } from '../../curation/curation.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { wordsOf } from '../text/words.ts';

/** Curated other ways to say something that results of the page have in the place of what was typed. */
export function synonymsUsed(options: {
  parsed: ParsedQuery;
  curation: Pick<Curation, 'expand'>;
  documents: readonly DocumentHit[];
}): { original: string; corrected: string }[] {
  const { parsed, curation, documents } = options;
  if (parsed.isExact || documents.length === 0) return [];
  const expansions = curation.expand(parsed.words.map(({ folded }) => folded));
  if (expansions.length === 0) return [];
  const lines = documents.map(lineOf);
  return expansions.flatMap(({ from, to, alternatives }) => {
    const run = parsed.words.slice(from, to);
    if (run.some(({ inPhrase }) => inPhrase)) return [];
    const typed = run.map(({ folded }) => folded).join(' ');
    const used = alternatives
      .map((words) => words.join(' '))
      .filter((other) => lines.some((line) => holds(line, other) && !holds(line, typed)));
    const [first] = used;
    return first === undefined ? [] : [{ original: run.map(({ text }) => text).join(' '), corrected: first }];
  });
}

function lineOf({ title, path, snippet }: DocumentHit): string {
  const text = [title, path, snippet.map((piece) => piece.text).join('')].join(' \n ');
  return ` ${wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ')} `;
}

/** Its forms too, as far as they are longer: "leave" in "leaves". */
function holds(line: string, words: string): boolean {
  return line.includes(` ${words}`);
}
