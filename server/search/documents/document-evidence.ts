import { AUTHORS, PLACE, TITLE } from '../terms/fields.ts';
import { matchField, type StoredField } from '../terms/match-field.ts';
import type { FieldMatch, QueryTerms } from '../terms/query-terms.ts';
import type { TermReader } from '../terms/term-reader.ts';
import { type DocumentTerms, termsFor } from './document-terms.ts';
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

/** Passages of every document that are looked at, besides those by which it was found; and of the best ones. */
const FIRST_PASSAGES = 6;
const MOST_PASSAGES = 200;
const NOTHING_STORED: ReadonlyMap<number, StoredField> = new Map();

/** The evidence of some documents, from the passages by which they were found; `completed` looks at all the passages of some. */
export function createEvidence(options: {
  terms: DocumentTerms;
  fields: TermReader['fields'];
  /** By id of the passage. */
  similar: ReadonlyMap<string, number>;
}) {
  const { terms, fields, similar } = options;
  const passagesOf = (document: Candidate, stored: ReadonlyMap<number, StoredField>): Map<number, PassageEvidence> => {
    const own = termsFor(document, terms);
    const numbers = [...stored.keys()].filter((n) => n >= 0);
    // Of a document that was not counted yet nothing is known but that the engine found it.
    if (numbers.length === 0) return new Map([[0, { n: 0, match: matchField(undefined, own), cosine: undefined }]]);
    return new Map(
      numbers.map((n) => [n, { n, match: matchField(stored.get(n), own), cosine: similar.get(`${document.documentId}-${n}`) }]),
    );
  };

  return {
    /** Each of `found` are passages of one document; a few more of it are looked at. */
    of(found: readonly (readonly [Candidate, ...Candidate[]])[]): DocumentEvidence[] {
      const stored = fields(
        found.map((passages) => ({ documentId: passages[0].documentId, besides: [...new Set(passages.map(({ n }) => n))] })),
        FIRST_PASSAGES,
      );
      return found.map(([document], position) => {
        const own = stored[position] ?? NOTHING_STORED;
        const describedBy = (field: number) => matchField(own.get(field), termsFor(document, terms));
        return {
          document,
          title: describedBy(TITLE),
          place: describedBy(PLACE),
          authors: describedBy(AUTHORS),
          passages: passagesOf(document, own),
        };
      });
    },

    /** The same ones where nothing is left to look at. */
    completed(documents: readonly DocumentEvidence[]): DocumentEvidence[] {
      // A short one has been looked at as a whole.
      const long = documents.filter(({ passages }) => passages.size >= FIRST_PASSAGES);
      const stored = fields(
        long.map(({ document: { documentId } }) => ({ documentId })),
        MOST_PASSAGES,
      );
      const all = new Map(long.map((document, n) => [document, stored[n] ?? NOTHING_STORED]));
      return documents.map((document) => {
        const further = new Map([...(all.get(document) ?? NOTHING_STORED)].filter(([n]) => !document.passages.has(n) && n >= 0));
        if (further.size === 0) return document;
        return { ...document, passages: new Map([...document.passages, ...passagesOf(document.document, further)]) };
      });
    },
  };
}

/** Whether every quoted phrase stands somewhere in one of its passages or in what describes it. */
export function phrasesHold(document: DocumentEvidence, terms: QueryTerms): boolean {
  return Array.from(document.passages.values()).some(({ match }) => {
    const matches = [match, ...describing(document)];
    return terms.sequences.every(
      ({ kind }, n) => kind !== 'phrase' || matches.some((one) => (one.sequences[n]?.length ?? 0) > 0),
    );
  });
}

/** The same of one passage that nothing else is known of. */
export function holdsThesePhrases(hit: Candidate, options: { terms: QueryTerms; fields: TermReader['fields'] }): boolean {
  return createEvidence({ ...options, similar: new Map() })
    .of([[hit]])
    .every((document) => phrasesHold(document, options.terms));
}

/** What counts for each of its passages. */
export function describing({ title, place, authors }: DocumentEvidence): FieldMatch[] {
  return [title, place, authors];
}

export function everywhere(document: DocumentEvidence): FieldMatch[] {
  return [...describing(document), ...Array.from(document.passages.values(), ({ match }) => match)];
}

/** Half of a run of characters is there when half of its pairs are: see `term-reader.ts`. */
export function holdsWord(matches: readonly FieldMatch[], word: number): boolean {
  return matches.some((match) => (match.frequencies[word] ?? 0) >= 0.5);
}
