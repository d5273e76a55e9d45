import type { EvidenceName } from './evidence.ts';

export interface BlendWeights {
  bias: number;
  /** Of a logistic regression: how far each piece of evidence moves the log odds towards a person. */
  evidence: Readonly<Partial<Record<EvidenceName, number>>>;
  /** How much less likely a hit is the wanted one: with the logarithm of its place, and with what its score lacks of the best. */
  place: number;
  lacking: number;
}

/**
 * Fitted on one half of some 2,500 questions to two companies made of public collections (people: generated, invented and real
 * names; documents: abstracts, a journal's cards, blogs, standards), each question made from the item that it wants. Not to be
 * changed by hand: `npm run eval -- --data DIR --only mix,other-mix --run-out FOLDER`, then
 * `npm run eval -- calibrate FOLDER --write`, which also tells how well they do on the other half and on collections left out.
 */
export const BLEND_WEIGHTS: BlendWeights = {
  bias: -0.89,
  evidence: {
    allWords: -1.29,
    allWordsOfSeveral: -0.16,
    asGoodPeople: 1.47,
    beginningOfName: 1.54,
    byThem: -0.32,
    commonWords: -0.51,
    digits: 0.1,
    documentsWithAllWords: -1.04,
    email: 0.12,
    exactTitle: -0.04,
    fields: 1.64,
    formOfName: 0.22,
    handle: -0.02,
    heading: -0.62,
    length: -0.37,
    line: -0.26,
    long: -0.41,
    nameAndFields: -0.38,
    nameCoverage: 1.26,
    nearName: -1.09,
    nearNameOfSeveralWords: 0.3,
    nearness: 0.25,
    number: -1.42,
    oneWord: -0.26,
    partOfName: 1.45,
    partOfNameOfSeveralWords: 0.03,
    personCoverage: 2.52,
    personScore: 3.41,
    phone: -1.42,
    quoted: 0,
    relation: 0.06,
    shortBeginning: -0.36,
    someWords: 0.59,
    together: -2.01,
    wholeName: 0.11,
    wholeNameOfSeveralWords: 0.11,
    wholeTitle: -3.38,
    wholeTitles: 0.79,
    wordsBesideName: -1.03,
  },
  place: 2,
  lacking: 4,
};
