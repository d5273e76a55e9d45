/** What a word of a text is worth to a word of the query, by how it was told to be the same. */
export const WEIGHT = { same: 1, stem: 0.9, prefix: 0.8, typo: 0.6 } as const;

/** Edits that are forgiven, as Meilisearch is set up for passages: none in short words and in anything with digits. */
export function typosAllowed(word: string): number {
  if (/\d/.test(word) || word.length < 5) return 0;
  return word.length < 9 ? 1 : 2;
}
