import type { SearchResponse } from '../contract/search.ts';
import type { RankedDocument } from './documents/rank-documents.ts';
import type { RankedPerson } from './people/rank-people.ts';

/**
 * One order for people and documents of a page. Their scores mean different things, so each hit is placed by what kind of
 * answer it is: someone or something called exactly what was typed, a name that fits, a document with all the words, the rest.
 */
export function blend(people: readonly RankedPerson[], documents: readonly RankedDocument[]): SearchResponse['best'] {
  const placed = [
    ...people.map((person) => ({ type: 'person' as const, id: person.id, strength: strengthOfPerson(person) })),
    ...documents.map((document) => ({
      type: 'document' as const,
      id: document.documentId,
      strength: strengthOfDocument(document),
    })),
  ];
  // Stable: people come first among equals, and each side keeps its own order.
  return placed.sort((a, b) => b.strength - a.strength).map(({ type, id }) => ({ type, id }));
}

function strengthOfPerson(person: RankedPerson): number {
  if (person.isExact) return 2;
  if (person.nameCoverage === 1) return 0.6 + 0.6 * person.score;
  return (0.35 + 0.35 * person.score) * person.coverage;
}

function strengthOfDocument(document: RankedDocument): number {
  if (document.isExact) return 1.9;
  return document.hasAllWords ? 0.4 + 0.55 * document.score : 0.3 * document.score;
}
