import { foldedLine, type ParsedQuery } from '../query/parse-query.ts';
import { createBm25 } from '../rank/bm25.ts';
import { inTurns } from '../rank/in-turns.ts';
import { proximity } from '../rank/proximity.ts';
import type { FieldMatch, QueryTerms, Sequence } from '../terms/query-terms.ts';
import { type DocumentEvidence, describing, holdsWord, type PassageEvidence } from './document-evidence.ts';
import type { Candidate } from './passage-hit.ts';
import type { RankedDocument, ScoreParts } from './ranked-document.ts';

/** What scores are made from, besides the evidence. */
export interface ScoreOptions {
  parsed: ParsedQuery;
  terms: QueryTerms;
  /** Cosines of the passages that are nearest in meaning, by id; empty without semantics. */
  similar: ReadonlyMap<string, number>;
  /** Documents that the engine says have all the words in a passage: it knows of typos that we do not. */
  allWords: ReadonlySet<string>;
  boostOf?: ((document: Candidate) => number) | undefined;
  /** Milliseconds since 1970. */
  now: number;
  signal: AbortSignal;
}

/** Compared on three public collections (see Evaluation in the README); their neighbours differ by less than chance. */
const WEIGHTS = {
  /** The title counts as if it stood there so many times. */
  title: 2,
  place: 0.5,
  /** Of the words of a document, the share that is taken from all of it instead of its best passage. */
  whole: 0.5,
  nearness: 0.2,
  /** All words in the title say more than all words somewhere. */
  wholeTitle: 0.15,
  /** Several good passages are better than one. */
  furtherPassages: 0.05,
  /** What was typed, word for word; and as the heading of a passage. */
  line: 0.3,
  heading: 0.4,
  freshness: 0.04,
  /** Of the nearness in meaning, by the number of words that were typed: of one word it tells little. */
  meaning: (words: number) => (words < 2 ? 0.3 : 0.7),
} as const;

/** Of a document, until it is worth half as much as a new one. */
const FRESH_DAYS = 730;

interface ScoredPassage {
  passage: PassageEvidence;
  words: number;
  nearness: number;
  line: number;
  heading: number;
  /** What its own text says, to choose between passages of one document. */
  ownWords: number;
}

/** The same for the same evidence, as long as the documents of an answer are the same. */
export type ScoredBefore = Map<DocumentEvidence, ScoredPassage[]>;

/** The documents with their scores, the best of them 1, in the order in which they came. */
export async function scoreDocuments(
  documents: readonly DocumentEvidence[],
  options: ScoreOptions,
  before: ScoredBefore,
): Promise<RankedDocument[]> {
  const { terms, parsed, signal } = options;
  const titleLength = documents.reduce((sum, { title }) => sum + title.length, 0) / Math.max(documents.length, 1);
  const bm25 = createBm25({
    documentFrequencies: terms.frequencies,
    total: terms.passages,
    averageLength: terms.averageLength + WEIGHTS.title * titleLength,
  });
  const scored = await inTurns(documents, signal, (document) => {
    const passages = before.get(document) ?? scorePassages(document, { terms, score: bm25.score });
    before.set(document, passages);
    return { document, passages };
  });
  const highest = maximum(scored.flatMap(({ passages }) => passages.map(({ words }) => words)));
  const lengths = documents.map((document) => wholeLength(document));
  const wholeBm25 = createBm25({
    documentFrequencies: terms.frequencies,
    total: terms.passages,
    averageLength: lengths.reduce((a, b) => a + b, 0) / Math.max(lengths.length, 1),
  });
  const wholes = documents.map((document, n) => wholeBm25.score(wholeFrequencies(document, terms.words), lengths[n] ?? 0));
  const highestWhole = maximum(wholes);
  const meaning = meaningScale([...options.similar.values()], WEIGHTS.meaning(parsed.words.length));
  const line = foldedLine(parsed.text);
  const ranked = await inTurns([...scored.entries()], signal, ([n, { document, passages }]) =>
    fold({ document, passages, whole: (wholes[n] ?? 0) / highestWhole, highest, meaning, line, options }),
  );
  const best = maximum(ranked.map(({ score }) => score));
  return ranked.map((document) => ({ ...document, score: document.score / best }));
}

function wholeFrequencies(document: DocumentEvidence, words: number): number[] {
  const frequencies = describedFrequencies(document, words);
  for (const { match } of document.passages.values())
    for (let word = 0; word < words; word++) frequencies[word] = (frequencies[word] ?? 0) + (match.frequencies[word] ?? 0);
  return frequencies;
}

function wholeLength(document: DocumentEvidence): number {
  let length = WEIGHTS.title * document.title.length;
  for (const { match } of document.passages.values()) length += match.length;
  return length;
}

/** What the title and the place add to every passage of a document. */
function describedFrequencies({ title, place, authors }: DocumentEvidence, words: number): number[] {
  return Array.from(
    { length: words },
    (_, word) =>
      WEIGHTS.title * (title.frequencies[word] ?? 0) +
      WEIGHTS.place * ((place.frequencies[word] ?? 0) + (authors.frequencies[word] ?? 0)),
  );
}

function maximum(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.MIN_VALUE);
}

interface PassageScoring {
  terms: QueryTerms;
  score(frequencies: readonly number[], length: number): number;
}

function scorePassages(document: DocumentEvidence, scoring: PassageScoring): ScoredPassage[] {
  const { terms } = scoring;
  const described = describedFrequencies(document, terms.words);
  const titleNearness = proximity(document.title.positions.slice(0, terms.words));
  return Array.from(document.passages.values(), (passage) =>
    scorePassage(passage, { ...scoring, title: document.title, described, titleNearness }),
  );
}

function scorePassage(
  passage: PassageEvidence,
  of: PassageScoring & { title: FieldMatch; described: readonly number[]; titleNearness: number },
): ScoredPassage {
  const { terms, score, title, described } = of;
  const { match } = passage;
  const frequencies = described.map((frequency, word) => frequency + (match.frequencies[word] ?? 0));
  const ownNearness = proximity(match.positions.slice(0, terms.words));
  const nearness = Math.max(ownNearness, of.titleNearness);
  return {
    passage,
    words: score(frequencies, match.length + WEIGHTS.title * title.length),
    nearness,
    line: terms.sequences.some(
      (sequence, n) => isLine(sequence) && [match, title].some((at) => (at.sequences[n]?.length ?? 0) > 0),
    )
      ? WEIGHTS.line
      : 0,
    heading: terms.sequences.some(
      ({ kind, length }, n) => kind === 'line' && length === match.heading && match.sequences[n]?.[0] === 0,
    )
      ? WEIGHTS.heading
      : 0,
    ownWords: score(match.frequencies.slice(0, terms.words), match.length) * (1 + WEIGHTS.nearness * ownNearness),
  };
}

function isLine({ kind, length }: Sequence): boolean {
  return kind === 'line' && length > 1;
}

/** When all are about as near as each other, none of them is much nearer. */
const LEAST_WIDTH = 0.1;

/** Cosines from 0 (the least alike of those found) to `weight`. */
function meaningScale(cosines: readonly number[], weight: number): (cosine: number | undefined) => number {
  const most = cosines.reduce((a, b) => Math.max(a, b), -1);
  const least = cosines.reduce((a, b) => Math.min(a, b), most - LEAST_WIDTH);
  const width = most - least;
  return (cosine) => (cosine === undefined ? 0 : (weight * (cosine - least)) / width);
}

function fold(input: {
  document: DocumentEvidence;
  passages: readonly ScoredPassage[];
  /** BM25 of all of it that was looked at, of 1 for the best of the answer. */
  whole: number;
  highest: number;
  meaning: (cosine: number | undefined) => number;
  line: string;
  options: ScoreOptions;
}): RankedDocument {
  const { document, highest, meaning, line, options } = input;
  const { terms, parsed } = options;
  const besides = ({ passage, line, heading }: ScoredPassage) => meaning(passage.cosine) + line + heading;
  const worthOf = (scored: ScoredPassage) => scored.words / highest + besides(scored) + WEIGHTS.nearness * scored.nearness;
  const [strongest, value] = highestBy(input.passages, worthOf);
  const [shown] = highestBy(input.passages, (scored) => scored.ownWords / highest + besides(scored));
  const ofOthers = input.passages.reduce((sum, scored) => sum + worthOf(scored), 0) - value;
  const described = describing(document);
  const isDescribed = Array.from({ length: terms.words }, (_, word) => holdsWord(described, word));
  const matches = input.passages.map(({ passage }) => [passage.match]);
  const hasAll = isDescribed.every((is, word) => is || matches.some((match) => holdsWord(match, word)));
  const titleHasAll = terms.words > 0 && document.title.best.slice(0, terms.words).every((weight) => weight > 0);
  const parts: ScoreParts = {
    words: ((1 - WEIGHTS.whole) * strongest.words) / highest,
    whole: WEIGHTS.whole * input.whole,
    meaning: meaning(strongest.passage.cosine),
    nearness: WEIGHTS.nearness * strongest.nearness,
    wholeTitle: titleHasAll ? WEIGHTS.wholeTitle : 0,
    line: strongest.line,
    heading: strongest.heading,
    furtherPassages: (WEIGHTS.furtherPassages * (ofOthers / 2)) / Math.max(input.passages.length - 1, 1),
    freshness: WEIGHTS.freshness * freshness(document.document.modifiedAt, options.now),
    boost: options.boostOf?.(document.document) ?? 1,
  };
  const { documentId, title, name } = document.document;
  const { boost, ...added } = parts;
  return {
    documentId,
    best: { ...document.document, n: shown.passage.n, id: `${documentId}-${shown.passage.n}` },
    score: Object.values(added).reduce((sum, part) => sum + part, 0) * boost,
    isExact: line !== '' && isCalled(line, [title, name, name.replace(/\.[^.]+$/, '')]),
    hasAllWords: parsed.words.length > 0 && (options.allWords.has(documentId) || hasAll),
    isTogether: matches.some((match) => isDescribed.every((is, word) => is || holdsWord(match, word))),
    parts,
  };
}

/** The best by some value, with it; of equal ones the first of the text. */
function highestBy(passages: readonly ScoredPassage[], worthOf: (scored: ScoredPassage) => number): [ScoredPassage, number] {
  let best: [ScoredPassage, number] | undefined;
  for (const scored of passages) {
    const value = worthOf(scored);
    const isBetter = best === undefined || value > best[1] || (value === best[1] && scored.passage.n < best[0].passage.n);
    if (isBetter) best = [scored, value];
  }
  if (best === undefined) throw new RangeError('a document has at least one passage');
  return best;
}

/** Folding every title of hundreds of candidates costs more than ranking them: only those of about the same length can be it. */
function isCalled(line: string, names: readonly string[]): boolean {
  return names.some((name) => Math.abs(name.length - line.length) <= 8 + line.length / 4 && foldedLine(name) === line);
}

/** 1 today, half after `FRESH_DAYS`; `modifiedAt` in seconds. */
function freshness(modifiedAt: number, now: number): number {
  const days = Math.max(0, now / 1000 - modifiedAt) / 86_400;
  return 2 ** (-days / FRESH_DAYS);
}
