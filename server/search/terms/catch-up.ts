import { z } from 'zod';
import type { IndexContents } from '#indexers/types/records.ts';
import type { Logger } from '#server/logger.ts';
import { ofTheseDocuments } from '../../access/filter.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import { type CountedPassage, termDocumentOf } from './term-document.ts';
import type { TermIndex } from './term-index.ts';

/**
 * Counts what the index holds and nobody has counted: after an update from a version that did not count, after a restore, after a
 * power cut. Costs two questions when nothing is missing. Documents are found by words meanwhile, in the engine's order.
 */
export async function countWhatIsMissing(options: {
  terms: TermIndex;
  contents: IndexContents;
  sources: readonly string[];
  http: MeilisearchHttp;
  passagesUid: string;
  logger: Logger;
  signal: AbortSignal;
}): Promise<void> {
  const { terms, contents, sources, logger, signal } = options;
  const counts = await Promise.all(sources.map((source) => contents.count(source, signal)));
  if (counts.reduce((sum, { passages }) => sum + passages, 0) === terms.passages()) return;
  let counted = 0;
  for (const source of sources)
    for await (const page of contents.list(source, signal)) {
      const documents = page.filter(({ kind }) => kind === 'document');
      const known = terms.passagesOf(documents.map(({ id }) => id));
      const missing = documents.flatMap(({ id, end }) => (known.get(id) === end ? [] : [id]));
      for (let first = 0; first < missing.length; first += AT_ONCE) {
        const ids = missing.slice(first, first + AT_ONCE);
        await Promise.all((await passagesOf(ids, options)).map((passages) => terms.replace(termDocumentOf(passages))));
        counted += ids.length;
      }
    }
  if (counted > 0) logger.info({ documents: counted }, 'words were counted that nobody had counted');
}

/** Documents whose passages are read with one question. */
const AT_ONCE = 50;
const PASSAGES_PER_PAGE = 1000;

const Passage = z.object({
  documentId: z.string(),
  n: z.int(),
  title: z.string(),
  name: z.string(),
  path: z.string(),
  language: z.string().nullable(),
  authors: z.array(z.string()),
  heading: z.string().nullable(),
  text: z.string(),
}) satisfies z.ZodType<CountedPassage>;
type Passage = z.infer<typeof Passage>;

/** By document, in the order of the text. */
async function passagesOf(
  documentIds: readonly string[],
  { http, passagesUid, signal }: { http: MeilisearchHttp; passagesUid: string; signal: AbortSignal },
): Promise<Passage[][]> {
  const schema = z.object({ results: z.array(Passage) });
  const path = `indexes/${passagesUid}/documents/fetch`;
  const found: Passage[] = [];
  for (;;) {
    const body = {
      filter: ofTheseDocuments(documentIds),
      fields: Object.keys(Passage.shape),
      offset: found.length,
      limit: PASSAGES_PER_PAGE,
    };
    const { results } = await http.request({ method: 'POST', path, body, schema, signal, timeoutMs: 60_000 });
    found.push(...results);
    if (results.length < PASSAGES_PER_PAGE) break;
  }
  const sorted = found.toSorted((a, b) => a.n - b.n);
  return [...Map.groupBy(sorted, ({ documentId }) => documentId).values()];
}
