import { inTurns } from '../rank/in-turns.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import type { TermReader } from '../terms/term-reader.ts';
import { createEvidence, type DocumentEvidence, everywhere, holdsWord, phrasesHold } from './document-evidence.ts';
import type { DocumentTerms } from './document-terms.ts';
import type { Candidate } from './passage-hit.ts';
import { byRank, type RankedDocument } from './ranked-document.ts';
import { type ScoredBefore, type ScoreOptions, scoreDocuments } from './score-documents.ts';
import { LEAST_COSINE_ALONE } from './similar-passages.ts';

const LOOKED_INTO = 40;
/** Documents whose words are read with one question; what it takes is what everybody else has to wait. */
const READ_TOGETHER = 25;

export interface RankOptions extends ScoreOptions {
  terms: DocumentTerms;
  /** The query with slips forgiven in some of its words. */
  understand?: ((forgiven: ReadonlySet<number>) => DocumentTerms) | undefined;
  fields: TermReader['fields'];
  candidates: readonly Candidate[];
  /** Of so many of the best documents all passages are looked at, so that the best one leads to the right page. */
  lookedInto?: number;
}

/**
 * Orders the documents of candidate passages: exact titles first, then those with all the words, then by BM25 (Robertson), the
 * cosine of the embeddings and the nearness of the words. Documents without a quoted phrase are not among them: the engine takes
 * any passage with its words.
 */
export async function rankDocuments(options: RankOptions): Promise<RankedDocument[]> {
  const { signal, lookedInto = LOOKED_INTO } = options;
  const { found, terms, evidence } = await gather(options);
  const holding = found.filter((document) => phrasesHold(document, terms) && hasReason(document, terms));
  const scored: ScoredBefore = new Map();
  const first = (await scoreDocuments(holding, { ...options, terms }, scored)).sort(byRank);
  const best = new Set(first.slice(0, lookedInto).map(({ documentId }) => documentId));
  const looked = holding.filter(({ document }) => best.has(document.documentId));
  const completed = (await inTurns(lots(looked), signal, evidence.completed)).flat();
  // Most documents are short: nothing was learned of them.
  if (completed.every((document, n) => document === looked[n])) return first;
  const known = new Map(looked.map((document, n) => [document, completed[n] ?? document]));
  const whole = holding.map((document) => known.get(document) ?? document);
  return (await scoreDocuments(whole, { ...options, terms }, scored)).sort(byRank);
}

/** Who has none of the words must be nearer in meaning than who has some: the nearest of what there is answers any nonsense. */
function hasReason(document: DocumentEvidence, terms: QueryTerms): boolean {
  const cosines = [...document.passages.values()].map(({ cosine }) => cosine).filter((cosine) => cosine !== undefined);
  if (cosines.length === 0 || Math.max(...cosines) >= LEAST_COSINE_ALONE) return true;
  return missingWords([document], terms).size < terms.words;
}

/** A word that stands in none of the candidates, all of which the viewer may read, was a slip: then what is near to it counts. */
async function gather(options: RankOptions) {
  const { terms, understand } = options;
  const found = await evidenceOf(options, terms);
  const missing = missingWords(found.found, terms);
  if (missing.size === 0 || found.found.length === 0 || understand === undefined) return found;
  return await evidenceOf(options, understand(missing));
}

async function evidenceOf(options: RankOptions, terms: DocumentTerms) {
  const evidence = createEvidence({ ...options, terms });
  const groups = [...Map.groupBy(options.candidates, ({ documentId }) => documentId).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
  const found = await inTurns(lots(groups), options.signal, evidence.of);
  return { found: found.flat(), terms, evidence };
}

function lots<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / READ_TOGETHER);
  return Array.from({ length: count }, (_, n) => items.slice(n * READ_TOGETHER, (n + 1) * READ_TOGETHER));
}

function missingWords(documents: readonly DocumentEvidence[], terms: QueryTerms): Set<number> {
  const missing = new Set(Array.from({ length: terms.words }, (_, word) => word));
  for (const document of documents) {
    if (missing.size === 0) break;
    const matches = everywhere(document);
    for (const word of missing) if (holdsWord(matches, word)) missing.delete(word);
  }
  return missing;
}
