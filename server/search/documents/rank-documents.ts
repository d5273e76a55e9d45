import { foldedLine, type ParsedQuery } from '../query/parse-query.ts';
import type { Analyse, AnalysedText } from '../rank/analysed-text.ts';
import { createBm25 } from '../rank/bm25.ts';
import { hasPhrase, proximity } from '../rank/proximity.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import type { PassageHit } from './passage-hit.ts';

/** A document among the candidates, with the passage that answers best. */
export interface RankedDocument {
  documentId: string;
  best: PassageHit;
  /** 0 to 1 within one answer. */
  score: number;
  /** Its title or file name is what was typed. */
  isExact: boolean;
  hasAllWords: boolean;
}

interface ScoredPassage {
  passage: PassageHit;
  score: number;
  /** Per query word, whether the passage or its title has it. */
  found: readonly boolean[];
}

/** A passage that is near the best one adds a little: several good passages are better than one. */
const FURTHER_PASSAGES = 0.05;
const PROXIMITY = 0.2;
/** All words in the title say more than all words somewhere. */
const WHOLE_TITLE = 0.15;

/**
 * Orders the documents of candidate passages: exact titles first, then those with all the words, then by BM25 and nearness.
 * Passages that lack a quoted phrase are not candidates: the engine takes any passage with its words.
 */
export function rankDocuments(options: {
  parsed: ParsedQuery;
  passages: readonly PassageHit[];
  /** Documents that the engine says have all the words in a passage: it knows of typos that we do not. */
  allWords: ReadonlySet<string>;
  /** How many passages hold each word, where the engine told. */
  frequencies: ReadonlyMap<string, number>;
  totalPassages: number;
  analyse: Analyse;
  matcher: QueryMatcher;
}): RankedDocument[] {
  const { parsed, allWords } = options;
  const line = foldedLine(parsed.text);
  const scored = scorePassages(options);
  const groups = Map.groupBy(scored, (scoredPassage) => scoredPassage.passage.documentId);
  const documents = [...groups].map(([documentId, passages]) => foldPassages({ documentId, passages, line, allWords }));
  const highest = Math.max(...documents.map((document) => document.score), Number.MIN_VALUE);
  return documents.map((document) => ({ ...document, score: document.score / highest })).sort(byRank);
}

export function byRank(a: RankedDocument, b: RankedDocument): number {
  return (
    Number(b.isExact) - Number(a.isExact) ||
    Number(b.hasAllWords) - Number(a.hasAllWords) ||
    b.score - a.score ||
    b.best.modifiedAt - a.best.modifiedAt ||
    (a.documentId < b.documentId ? -1 : 1)
  );
}

function scorePassages(options: {
  parsed: ParsedQuery;
  passages: readonly PassageHit[];
  frequencies: ReadonlyMap<string, number>;
  totalPassages: number;
  analyse: Analyse;
  matcher: QueryMatcher;
}): ScoredPassage[] {
  const { parsed, analyse, matcher } = options;
  const unique = [...new Map(options.passages.map((passage) => [passage.id, passage])).values()];
  const features = unique
    .filter((passage) => holdsPhrases(passage, parsed, analyse))
    .map((passage) => ({ passage, ...featuresOf(passage, analyse, matcher) }));
  const occurrences = parsed.words.map((_, word) => features.filter((feature) => (feature.frequencies[word] ?? 0) > 0).length);
  const bm25 = createBm25({
    documentFrequencies: parsed.words.map((word, n) => options.frequencies.get(word.folded) ?? occurrences[n] ?? 0),
    total: Math.max(options.totalPassages, features.length),
    averageLength: features.reduce((sum, feature) => sum + feature.length, 0) / Math.max(features.length, 1),
  });
  const scores = features.map((feature) => bm25.score(feature.frequencies, feature.length));
  const highest = Math.max(...scores, Number.MIN_VALUE);
  return features.map((feature, n) => ({
    passage: feature.passage,
    found: feature.frequencies.map((frequency) => frequency > 0),
    score: (scores[n] ?? 0) / highest + PROXIMITY * feature.nearness + WHOLE_TITLE * Number(feature.titleHasAll),
  }));
}

/** Where the words are: the title counts twice, as if it stood there two times. */
function featuresOf(passage: PassageHit, analyse: Analyse, matcher: QueryMatcher) {
  const title = wordsFound(analyse(`${passage.title} ${passage.name}`), matcher);
  const body = wordsFound(analyse(passage.heading === null ? passage.text : `${passage.heading}\n${passage.text}`), matcher);
  const context = wordsFound(analyse(`${passage.path} ${passage.authors.join(' ')}`), matcher);
  return {
    frequencies: matcher.words.map(
      (_, word) => 2 * (title.frequencies[word] ?? 0) + (body.frequencies[word] ?? 0) + 0.5 * (context.frequencies[word] ?? 0),
    ),
    length: body.length + 2 * title.length,
    nearness: Math.max(proximity(body.positions), proximity(title.positions)),
    titleHasAll: title.frequencies.every((frequency) => frequency > 0),
  };
}

function wordsFound(text: AnalysedText, matcher: QueryMatcher) {
  const frequencies = matcher.words.map(() => 0);
  const positions: number[][] = matcher.words.map(() => []);
  for (const term of text.terms.values()) {
    matcher.weightsOf(term)?.forEach((weight, n) => {
      if (weight === 0) return;
      frequencies[n] = (frequencies[n] ?? 0) + weight * term.positions.length;
      positions[n]?.push(...term.positions);
    });
  }
  return { frequencies, positions, length: text.length };
}

export function holdsPhrases(passage: PassageHit, parsed: ParsedQuery, analyse: Analyse): boolean {
  return parsed.phrases.every((phrase) =>
    [passage.text, passage.title, passage.heading ?? '', passage.name, passage.authors.join(' ')].some((text) =>
      hasPhrase(analyse(text), phrase.folded),
    ),
  );
}

function foldPassages(options: {
  documentId: string;
  passages: ScoredPassage[];
  line: string;
  allWords: ReadonlySet<string>;
}): RankedDocument {
  const [best, ...others] = options.passages.toSorted((a, b) => b.score - a.score || a.passage.n - b.passage.n);
  if (best === undefined) throw new RangeError('a document has at least one passage');
  const words = best.found.map((_, word) => options.passages.some((passage) => passage.found[word]));
  const { title, name } = best.passage;
  const names = [title, name, name.replace(/\.[^.]+$/, '')].map(foldedLine);
  return {
    documentId: options.documentId,
    best: best.passage,
    score: best.score + (FURTHER_PASSAGES * others.reduce((sum, other) => sum + other.score / 2, 0)) / Math.max(others.length, 1),
    isExact: options.line !== '' && names.includes(options.line),
    hasAllWords: options.allWords.has(options.documentId) || words.every(Boolean),
  };
}
