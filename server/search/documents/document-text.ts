import { z } from 'zod';
import type { Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { DocumentText } from '../../contract/documents.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import type { LastCheck } from '../last-check.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createQueryMatcher, type QueryMatcher } from '../rank/query-matcher.ts';
import { answeredWords, markAll } from '../text/mark.ts';

const StoredPassage = z.object({
  n: z.int(),
  language: z.string().nullable(),
  heading: z.string().nullable(),
  page: z.int().nullable(),
  pages: z.int().nullable(),
  text: z.string(),
});
type StoredPassage = z.infer<typeof StoredPassage>;

const PER_REQUEST = 1000;
/** A document of 100,000 passages is fifteen million words: nobody reads that in a browser. */
const MOST_PASSAGES = 20_000;

/** The passages of a document, put together again; undefined when it is not there or not for this viewer. */
export async function documentText(options: {
  id: string;
  page: number | undefined;
  query: string;
  viewer: Viewer;
  http: MeilisearchHttp;
  passagesUid: string;
  filters: Filters;
  lastCheck: LastCheck;
  signal: AbortSignal;
}): Promise<DocumentText | undefined> {
  const { id, viewer, page } = options;
  if (!options.lastCheck.documents([id], viewer).has(id)) return undefined;
  const passages = await allPassages(options);
  const [first] = passages;
  if (first === undefined) return undefined;
  const matcher = createQueryMatcher(parseQuery(`${options.query} `));
  const hasPages = passages.some((passage) => passage.page !== null);
  const wanted = page === undefined || !hasPages ? passages : passages.filter((passage) => passage.page === page);
  return {
    page: hasPages && page !== undefined ? page : null,
    pages: first.pages,
    sections: joined(wanted).map((section) => ({ ...section, text: markAll(section.text, matcher, first.language) })),
    matchingPages: hasPages ? matchingPages(passages, matcher) : [],
  };
}

async function allPassages(options: Parameters<typeof documentText>[0]): Promise<StoredPassage[]> {
  const { http, passagesUid, filters, viewer, id, signal } = options;
  const schema = z.object({ results: z.array(StoredPassage) });
  const filter = filters.documents(viewer, { documentIds: [id] });
  const found: StoredPassage[] = [];
  while (found.length < MOST_PASSAGES) {
    const body = { filter, fields: Object.keys(StoredPassage.shape), offset: found.length, limit: PER_REQUEST };
    const path = `indexes/${passagesUid}/documents/fetch`;
    const { results } = await http.request({ method: 'POST', path, body, schema, signal });
    found.push(...results);
    if (results.length < PER_REQUEST) break;
  }
  return found.sort((a, b) => a.n - b.n);
}

/** Passages of the same page under the same heading are one section; they keep the white space between them at their end. */
function joined(passages: readonly StoredPassage[]): { heading: string | null; page: number | null; text: string }[] {
  const sections: { heading: string | null; page: number | null; text: string }[] = [];
  for (const { heading, page, text } of passages) {
    const last = sections.at(-1);
    if (last && last.heading === heading && last.page === page) last.text += text;
    else sections.push({ heading, page, text });
  }
  return sections;
}

/** Pages with all the words, or those with some when no page has them all. */
function matchingPages(passages: readonly StoredPassage[], matcher: QueryMatcher): number[] {
  const words = new Map<number, Set<number>>();
  for (const { page, text, heading, language } of passages) {
    if (page === null) continue;
    const found = answeredWords(heading === null ? text : `${heading}\n${text}`, matcher, language);
    if (found.size > 0) words.set(page, new Set([...(words.get(page) ?? []), ...found]));
  }
  const most = Math.max(...[...words.values()].map((found) => found.size), 0);
  const wanted = most === matcher.words.length ? most : 1;
  return [...words.entries()]
    .filter(([, found]) => found.size >= wanted)
    .map(([page]) => page)
    .sort((a, b) => a - b);
}
