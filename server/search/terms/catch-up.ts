import { z } from 'zod';
import type { IndexContents } from '#indexers/types/records.ts';
import type { Logger } from '#server/logger.ts';
import { ofTheseDocuments } from '../../access/filter.ts';
import type { Families } from '../../families/families.ts';
import type { FamilyDocument } from '../../families/family-writer.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import { type CountedPassage, termDocumentOf } from './term-document.ts';
import type { TermIndex } from './term-index.ts';

/** Something that is kept of the text of every document, and was missed where the index was filled without it. */
interface Kept {
  /** Of all documents together. */
  passages(): number;
  passagesOf(ids: readonly string[]): ReadonlyMap<string, number>;
  replace(passages: readonly (CountedPassage & { source: string })[]): Promise<void>;
}

/**
 * Counts what the index holds and nobody has counted: after an update from a version that did not count, after a restore, after a
 * power cut. The same for families. Costs two questions when nothing is missing. Documents are found by words meanwhile, in the
 * engine's order, and each by itself.
 */
export async function countWhatIsMissing(options: {
  terms: TermIndex;
  families: Families;
  contents: IndexContents;
  sources: readonly string[];
  http: MeilisearchHttp;
  passagesUid: string;
  logger: Logger;
  signal: AbortSignal;
}): Promise<void> {
  const { terms, families, contents, sources, logger, signal } = options;
  const words: Kept = { ...terms, replace: (passages) => terms.replace(termDocumentOf(passages)) };
  const ofFamilies: Kept = { ...families, replace: (passages) => families.replace(familyDocumentOf(passages)) };
  const counts = await Promise.all(sources.map((source) => contents.count(source, signal)));
  const passages = counts.reduce((sum, one) => sum + one.passages, 0);
  const behind = [words, ofFamilies].filter((kept) => kept.passages() !== passages);
  if (behind.length === 0) return;
  let counted = 0;
  for (const source of sources)
    for await (const page of contents.list(source, signal)) {
      const documents = page.filter(({ kind }) => kind === 'document');
      const ids = documents.map(({ id }) => id);
      const known = behind.map((kept) => kept.passagesOf(ids));
      const missing = documents.flatMap(({ id, end }) => (known.every((ends) => ends.get(id) === end) ? [] : [id]));
      for (let first = 0; first < missing.length; first += AT_ONCE) {
        const ids = missing.slice(first, first + AT_ONCE);
        const texts = await passagesOf(ids, options);
        await Promise.all(behind.flatMap((kept) => texts.map((passages) => kept.replace(passages))));
        counted += ids.length;
      }
    }
  if (counted > 0) logger.info({ documents: counted }, 'words were counted that nobody had counted');
}

function familyDocumentOf(passages: readonly (CountedPassage & { source: string })[]): FamilyDocument {
  const [first] = passages;
  if (first === undefined) throw new RangeError('a document has at least one passage');
  const { documentId: id, source, path, name } = first;
  return { id, source, path, name, passages };
}

/** Documents whose passages are read with one question. */
const AT_ONCE = 50;
const PASSAGES_PER_PAGE = 1000;

const Passage = z.object({
  documentId: z.string(),
  source: z.string(),
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
