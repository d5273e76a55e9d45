import type { DocumentRecord } from '#indexers/types/records.ts';
import { accessFields, authorFields, passageId } from '#server/search/index/passage-index.ts';
import { VECTORS_SCHEMA, type VectorDocument } from '#server/search/index/vector-index.ts';
import type { Embedder } from '#server/semantics/embedder.ts';
import { isRefusal, toUnitLength } from '#server/semantics/embedder.ts';
import { seededRandom } from '../support/random.ts';
import { phraseOf } from './search-corpus.ts';

/** How much of a vector is chance: its passage says more than what it is about. */
const CHANCE = 0.7;
const DIRECTIONS = 500;

/**
 * Vectors as near to each other as those of real texts, without the hour that a model needs for all of them: that of a phrase of
 * the document's subject, by the model, and chance. They measure the speed of a search and nothing else.
 */
export async function createInventedVectors(embedder: Embedder, signal: AbortSignal) {
  const random = seededRandom(3);
  const phrases = Array.from({ length: DIRECTIONS }, (_, n) => phraseOf(n, 5, random));
  const directions = (await embedder.embed(phrases, 'query', signal)).flatMap((vector) => (isRefusal(vector) ? [] : [vector]));

  function vectorOf(subject: number): number[] {
    const direction = directions[subject % directions.length] ?? new Float32Array();
    const scale = (CHANCE * 3.46) / Math.sqrt(direction.length);
    const unit = toUnitLength(direction.map((value) => value + scale * (random() - 0.5)));
    return Array.from(unit ?? direction, (value) => Math.round(value * 10_000) / 10_000);
  }

  return {
    dimensions: directions[0]?.length ?? 0,
    *of(record: DocumentRecord, o: { subject: number; key: string }): Generator<VectorDocument> {
      const { id, source, label = null, mediaType, language = null, modifiedAt, aclId } = record;
      const { authorsShown: _shown, ...authors } = authorFields(record.authors);
      const shared = { documentId: id, source, label, mediaType, language, ...authors, ...accessFields(aclId) };
      for (const n of record.passages.keys())
        yield {
          id: passageId(id, n),
          n,
          schema: VECTORS_SCHEMA,
          hash: `${id}-${n}`,
          ...shared,
          modifiedAt: Math.floor(modifiedAt / 1000),
          _vectors: { [o.key]: vectorOf(o.subject) },
        };
    },
  };
}
