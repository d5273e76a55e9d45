/**
 * Slots (the numbers of access lists) are asked for in groups: four, sixteen and sixty-four neighbours each have a name, and of
 * four every combination has one. A document carries the names of all groups its slot is in, so that a filter can take a whole
 * group, or any choice of four neighbours, with one word. A filter costs the search engine about 1.7 µs a word, and a search
 * repeats its filter in up to nine queries.
 *
 * Measured with Meilisearch 1.21, 50,000 passages, milliseconds that the filter adds to one query:
 *
 * | the viewer reads                       | `IN` numbers | ranges  | groups only       | as it is here   |
 * |----------------------------------------|--------------|---------|-------------------|-----------------|
 * | 1,721 of 6,000, 352 runs of neighbours | 2.6          | 2.2–3.3 | 1.2 (700 words)   | 1.0 (503 words) |
 * | 2,000 of 4,000 at random               | 3.0          | 2.9–7.3 | 2.7 (1,619 words) | 1.9 (923 words) |
 *
 * Whole searches take 0.9 to 1.4 times as long as without a filter (`npm run bench`).
 *
 * Rejected: `a TO b` costs as much as ten to fifty words, more for long ones (only a bound on the whole is nearly free); `NOT IN`
 * costs like `IN`, so that it pays only where fewer must be named; text instead of numbers saves a fifth. Short passages with the
 * names took a tenth longer to index. Combinations of five or more would double the names of a document with each.
 */
export function nodesOf(slot: number): string[] {
  const four = Math.floor(slot / FOUR);
  const own = 1 << (slot % FOUR);
  return [...ALL_CHOICES.filter((choice) => (choice & own) !== 0).map((choice) => choiceNode(four, choice)), ...groupsOf(slot)];
}

export const FOUR = 4;
const SIXTEEN = 16;
export const SIXTY_FOUR = 64;

/** Of the four slots from `4 * four` on those whose bit is set. */
export function choiceNode(four: number, choice: number): string {
  return `a${four * 16 + choice}`;
}

/** The sixteen slots from `16 * sixteen` on. */
export function sixteenNode(sixteen: number): string {
  return `b${sixteen}`;
}

/** The sixty-four slots from `64 * sixtyFour` on. */
export function sixtyFourNode(sixtyFour: number): string {
  return `c${sixtyFour}`;
}

const ALL_CHOICES = Array.from({ length: 15 }, (_, n) => n + 1);

function groupsOf(slot: number): string[] {
  return [sixteenNode(Math.floor(slot / SIXTEEN)), sixtyFourNode(Math.floor(slot / SIXTY_FOUR))];
}

/** The number that an `aclId` is; undefined for any other text, which then is readable by nobody. */
export function slotOf(aclId: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(aclId) ? Number(aclId) : undefined;
}
