import { describe, expect, test } from 'vitest';
import { type Evidence, evidenceOf } from '#server/search/blend/evidence.ts';
import { logOddsOf, personWanted } from '#server/search/blend/person-wanted.ts';
import { parseQuery } from '#server/search/query/parse-query.ts';

const NOTHING = evidenceOf({ parsed: parseQuery(''), people: [], documents: [] });

const wanted = (found: Partial<Evidence>) => personWanted({ ...NOTHING, ...found }).probability;

const NAMED = { nameCoverage: 1, personCoverage: 1, asGoodPeople: 0.25 };
const WHOLE = { ...NAMED, wholeName: 1, wholeNameOfSeveralWords: 1, personScore: 1, length: 0.25 };
const PART = { ...NAMED, partOfName: 1, personScore: 0.77, oneWord: 1 };
const TITLED = { allWords: 1, together: 1, wholeTitle: 1, wholeTitles: 0.2, documentsWithAllWords: 0.5 };

describe('the weights', () => {
  test('take a whole name for a person, also when documents name them', () => {
    expect(wanted(WHOLE)).toBeGreaterThan(0.95);
    expect(wanted({ ...WHOLE, allWords: 1, allWordsOfSeveral: 1, together: 1, documentsWithAllWords: 0.8 })).toBeGreaterThan(0.8);
  });

  test('take a surname that is a word of a title for either', () => {
    expect(wanted(PART)).toBeGreaterThan(0.95);
    expect(wanted({ ...PART, ...TITLED })).toBeGreaterThan(0.1);
    expect(wanted({ ...PART, ...TITLED })).toBeLessThan(0.9);
  });

  test('take words that nobody answers for a document', () => {
    expect(wanted({ ...TITLED, length: 0.5 })).toBeLessThan(0.05);
  });

  test('take a question in which a name happens to be for a document', () => {
    const asked = { someWords: 1, nameCoverage: 0.2, personCoverage: 0.2, personScore: 0.15, wordsBesideName: 0.8 };
    expect(wanted({ ...asked, long: 1, length: 0.6, allWords: 1, allWordsOfSeveral: 1, together: 1 })).toBeLessThan(0.05);
  });

  test('take a work title for people when documents do not have it in their titles', () => {
    const found = { allWords: 1, allWordsOfSeveral: 1, together: 1, documentsWithAllWords: 0.5, length: 0.25 };
    expect(wanted({ ...found, fields: 1, personCoverage: 1, personScore: 0.62, asGoodPeople: 1 })).toBeGreaterThan(0.5);
  });
});

test('is as sure as its log odds say, and never surer than was measured', () => {
  const weights = { bias: 0, evidence: { wholeName: 1, wholeTitle: -100 }, place: 2, lacking: 0 };
  expect(personWanted({ ...NOTHING, wholeName: 1 }, weights).probability).toBeCloseTo(1 / (1 + Math.exp(-1)), 9);
  expect(logOddsOf({ wholeTitle: 1 }, weights)).toBe(-5);
  expect(logOddsOf({ wholeTitle: -1 }, weights)).toBe(5);
});

test('evidence without a weight says nothing', () => {
  expect(logOddsOf({ wholeName: 1 }, { bias: 0.5, evidence: {}, place: 2, lacking: 0 })).toBe(0.5);
});
