import type { PageMarks } from '../contract/documents.ts';
import { parseQuery } from '../search/query/parse-query.ts';
import { createQueryMatcher } from '../search/rank/query-matcher.ts';
import { markedRanges } from '../search/text/mark.ts';
import type { PageLetters } from './page-pictures.ts';

type Place = PageMarks['marks'][number][number];

/** What `Letters` counts in. */
const WHOLE = 10_000;

/** The words of a query where they stand on the picture of a page. */
export function marksOnPage(
  { width, height, letters }: PageLetters,
  { query, language }: { query: string; language: string | undefined },
): PageMarks {
  const matcher = createQueryMatcher(parseQuery(`${query} `));
  const ranges = matcher.words.length === 0 ? [] : markedRanges(letters.text, matcher, language).ranges;
  const marks = ranges.map((range) => placesOf(range, letters.boxes)).filter((places) => places.length > 0);
  return { ratio: width / height, marks };
}

/** One rectangle for each line that a range is on. */
function placesOf({ start, end }: { start: number; end: number }, boxes: readonly number[]): Place[] {
  const lines: { left: number; top: number; right: number; bottom: number }[] = [];
  for (let at = start; at < end; at += 1) {
    const [left = -1, top = -1, right = -1, bottom = -1] = boxes.slice(4 * at, 4 * at + 4);
    if (left < 0) continue;
    const line = lines.at(-1);
    const middle = (top + bottom) / 2;
    if (line && middle > line.top && middle < line.bottom && left >= line.left) {
      line.right = Math.max(line.right, right);
      line.top = Math.min(line.top, top);
      line.bottom = Math.max(line.bottom, bottom);
    } else lines.push({ left, top, right, bottom });
  }
  return lines.map(({ left, top, right, bottom }) => ({
    left: left / WHOLE,
    top: top / WHOLE,
    width: (right - left) / WHOLE,
    height: (bottom - top) / WHOLE,
  }));
}
