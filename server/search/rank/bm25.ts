/** Robertson's BM25 (k1 1.2, b 0.75, measured best on five collections), for term frequencies that were weighted before. */
export interface Bm25 {
  /** `frequencies` per query word; `length` of the text in words. */
  score(frequencies: ArrayLike<number>, length: number): number;
  /** How telling each query word is. */
  idf: readonly number[];
}

const K1 = 1.2;
const B = 0.75;

export function createBm25(options: {
  /** How many texts hold each query word. */
  documentFrequencies: readonly number[];
  /** How many texts there are. */
  total: number;
  averageLength: number;
}): Bm25 {
  const { documentFrequencies, averageLength } = options;
  const total = Math.max(options.total, ...documentFrequencies, 1);
  const idf = documentFrequencies.map((frequency) => Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)));
  return {
    idf,
    score(frequencies, length) {
      const norm = K1 * (1 - B + (B * length) / Math.max(averageLength, 1));
      return idf.reduce((sum, weight, word) => {
        const frequency = frequencies[word] ?? 0;
        return sum + (weight * frequency * (K1 + 1)) / (frequency + norm);
      }, 0);
    },
  };
}
