import { AUTHORS, PLACE, TITLE } from '../terms/fields.ts';
import { matchField } from '../terms/match-field.ts';
import type { FieldMatch, QueryTerms } from '../terms/query-terms.ts';
import type { TermReader } from '../terms/term-reader.ts';
import type { Candidate } from './passage-hit.ts';

/** Where a document answers a query: in what describes it, and in those of its passages that were looked at. */
export interface DocumentEvidence {
  document: Candidate;
  title: FieldMatch;
  place: FieldMatch;
  authors: FieldMatch;
  /** By number. */
  passages: ReadonlyMap<number, PassageEvidence>;
}

export interface PassageEvidence {
  n: number;
  match: FieldMatch;
  /** How alike it and the query are in meaning, -1 to 1; undefined when it is not among the most alike. */
  cosine: number | undefined;
}

/** Passages of one document that are looked at. */
const MOST_PASSAGES = 200;

/** The evidence of some documents, from the passages by which they were found; `completed` looks at all the passages of one. */
export function createEvidence(options: {
  terms: QueryTerms;
  fields: TermReader['fields'];
  /** By id of the passage. */
  similar: ReadonlyMap<string, number>;
}) {
  const { terms, fields, similar } = options;
  const passageOf = (documentId: string, n: number, stored: Parameters<typeof matchField>[0]): PassageEvidence => ({
    n,
    match: matchField(stored, terms),
    cosine: similar.get(`${documentId}-${n}`),
  });

  return {
    /** `found` are passages of one document. */
    of(found: readonly [Candidate, ...Candidate[]]): DocumentEvidence {
      const [document] = found;
      const { documentId } = document;
      const numbers = [...new Set(found.map(({ n }) => n))];
      const stored = fields(documentId, [TITLE, PLACE, AUTHORS, ...numbers]);
      return {
        document,
        title: matchField(stored.get(TITLE), terms),
        place: matchField(stored.get(PLACE), terms),
        authors: matchField(stored.get(AUTHORS), terms),
        passages: new Map(numbers.map((n) => [n, passageOf(documentId, n, stored.get(n))])),
      };
    },

    completed(evidence: DocumentEvidence): DocumentEvidence {
      const { documentId } = evidence.document;
      const passages = new Map(evidence.passages);
      for (const [n, stored] of fields(documentId)) {
        if (passages.size >= MOST_PASSAGES) break;
        if (n >= 0 && !passages.has(n)) passages.set(n, passageOf(documentId, n, stored));
      }
      return { ...evidence, passages };
    },
  };
}

/** The same for one passage that nothing else is known of. */
export function holdsThesePhrases(hit: Candidate, options: { terms: QueryTerms; fields: TermReader['fields'] }): boolean {
  const document = createEvidence({ ...options, similar: new Map() }).of([hit]);
  return [...document.passages.values()].some((passage) => holdsPhrases(document, passage, options.terms));
}

/** Whether every quoted phrase stands somewhere in the passage or in what describes the document. */
export function holdsPhrases(evidence: DocumentEvidence, passage: PassageEvidence, terms: QueryTerms): boolean {
  const matches = [passage.match, evidence.title, evidence.place, evidence.authors];
  return terms.sequences.every(
    (sequence, n) => sequence.answers !== undefined || matches.some((match) => (match.sequences[n] ?? 0) > 0),
  );
}
