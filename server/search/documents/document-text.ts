import { z } from 'zod';
import type { Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { MarkedText } from '../../contract/common.ts';
import type { DocumentMatches, DocumentText } from '../../contract/documents.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import { passageIds } from '../index/passage-index.ts';
import type { LastCheck } from '../last-check.ts';
import { parseQuery } from '../query/parse-query.ts';
import { inTurns } from '../rank/in-turns.ts';
import { createQueryMatcher, type QueryMatcher } from '../rank/query-matcher.ts';
import { answeredWords, markAll, markedRanges } from '../text/mark.ts';
import type { LeafFinder, Leaves } from './leaves.ts';

const StoredPassage = z.object({ n: z.int(), heading: z.string().nullable(), page: z.int().nullable(), text: z.string() });
type StoredPassage = z.infer<typeof StoredPassage>;

type Section = DocumentText['sections'][number];
type MarkedPassage = Omit<StoredPassage, 'text'> & Pick<Section, 'text'>;

/** As many are parsed and marked without anybody else having to wait. */
const PER_REQUEST = 200;

/** What a question about the text of one document needs. */
export interface TextQuestion {
  id: string;
  /** Changes whenever its text may. */
  version: string;
  query: string;
  viewer: Viewer;
  http: MeilisearchHttp;
  passagesUid: string;
  filters: Filters;
  lastCheck: LastCheck;
  leafFinder: LeafFinder;
  signal: AbortSignal;
}

/** A leaf of a document, or all of it, put together from its passages; undefined when it is not there or not for this viewer. */
export async function documentText(question: TextQuestion & { page: number | undefined }): Promise<DocumentText | undefined> {
  const { page, signal } = question;
  const leaves = await leavesFor(question);
  if (leaves === undefined) return undefined;
  const turns = leaves.unit === 'page' || leaves.count > 1;
  const wanted = turns && page !== undefined ? Math.min(page, leaves.count) : undefined;
  const numbers = [...leaves.leafOf].flatMap(([n, leaf]) => (wanted === undefined || leaf === wanted ? [n] : []));
  const matcher = createQueryMatcher(parseQuery(`${question.query} `));
  const passages: MarkedPassage[] = [];
  for await (const found of passagesOf(question, numbers)) {
    const mark = ({ text, ...place }: StoredPassage) => ({ ...place, text: markAll(text, matcher, leaves.language) });
    passages.push(...(await inTurns(found, signal, mark)));
  }
  return {
    page: wanted ?? null,
    pages: turns ? leaves.count : null,
    unit: leaves.unit,
    sections: joined(passages),
  };
}

/** How many marks there are on which leaves of the whole document. */
export async function documentMatches(question: TextQuestion): Promise<DocumentMatches | undefined> {
  const leaves = await leavesFor(question);
  if (leaves === undefined) return undefined;
  const matcher = createQueryMatcher(parseQuery(`${question.query} `));
  const found = new Map<number, { words: Set<number>; count: number }>();
  if (matcher.words.length > 0) {
    for await (const passages of passagesOf(question, [...leaves.leafOf.keys()]))
      await inTurns(passages, question.signal, (passage) => note({ passage, leaves, matcher, found }));
  }
  const turns = leaves.unit === 'page' || leaves.count > 1;
  return { unit: leaves.unit, pages: turns ? leaves.count : null, matches: worthTurningTo(found, matcher.words.length) };
}

async function leavesFor(question: TextQuestion): Promise<Leaves | undefined> {
  const { id, viewer, lastCheck, leafFinder } = question;
  if (!lastCheck.documents([id], viewer).has(id)) return undefined;
  return await leafFinder.leavesOf(question, question);
}

/** The passages of these numbers in their order, some hundred at a time. */
async function* passagesOf(question: TextQuestion, numbers: readonly number[]): AsyncGenerator<StoredPassage[]> {
  const { http, passagesUid, filters, viewer, id, signal } = question;
  const schema = z.object({ results: z.array(StoredPassage) });
  const filter = filters.documents(viewer, { documentIds: [id] });
  for (let at = 0; at < numbers.length; at += PER_REQUEST) {
    const ids = numbers.slice(at, at + PER_REQUEST).flatMap((n) => passageIds(id, n, n + 1));
    const body = { ids, filter, fields: Object.keys(StoredPassage.shape), limit: PER_REQUEST };
    const path = `indexes/${passagesUid}/documents/fetch`;
    const { results } = await http.request({ method: 'POST', path, body, schema, signal });
    yield results.sort((a, b) => a.n - b.n);
  }
}

/** Passages of the same page under the same heading are one section; they keep the white space between them at their end. */
function joined(passages: readonly MarkedPassage[]): Section[] {
  const sections: Section[] = [];
  for (const { heading, page, text } of passages) {
    const last = sections.at(-1);
    if (last && last.heading === heading && last.page === page) append(last.text, text);
    else sections.push({ heading, page, text: [...text] });
  }
  return sections;
}

function append(to: MarkedText, text: MarkedText): void {
  const [first, ...further] = text;
  const last = to.at(-1);
  if (first === undefined) return;
  if (last && !last.match && !first.match) last.text += first.text;
  else to.push(first);
  for (const piece of further) to.push(piece);
}

function note(o: {
  passage: StoredPassage;
  leaves: Leaves;
  matcher: QueryMatcher;
  found: Map<number, { words: Set<number>; count: number }>;
}): void {
  const { passage, leaves, matcher, found } = o;
  const { n, text, heading } = passage;
  const leaf = leaves.leafOf.get(n) ?? 1;
  const { ranges, answered } = markedRanges(text, matcher, leaves.language);
  const ofHeading = heading === null ? [] : answeredWords(heading, matcher, leaves.language);
  const before = found.get(leaf) ?? { words: new Set(), count: 0 };
  for (const word of [...answered, ...ofHeading]) before.words.add(word);
  if (before.words.size === 0) return;
  before.count += ranges.length;
  found.set(leaf, before);
}

/** Leaves with all the words, or those with some when none has them all. */
function worthTurningTo(
  found: ReadonlyMap<number, { words: ReadonlySet<number>; count: number }>,
  words: number,
): DocumentMatches['matches'] {
  const most = [...found.values()].reduce((sum, leaf) => Math.max(sum, leaf.words.size), 0);
  const wanted = most === words ? most : 1;
  return [...found]
    .filter(([, leaf]) => leaf.words.size >= wanted)
    .map(([page, { count }]) => ({ page, count }))
    .sort((a, b) => a.page - b.page);
}
