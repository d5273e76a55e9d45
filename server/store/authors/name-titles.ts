/** What stands before a name and is none: forms of address and degrees, folded and without dots. */
const BEFORE = wordSet(
  'mr mrs ms miss mx sir dame madam dr drs doctor prof professor rev hon herr frau dipl ing mag priv doz univ',
  'monsieur madame mme mlle maitre senor senora sr sra srta don dona sig dott dottssa mgr inz pan pani ir mevr',
);

/** What stands behind it. Without degrees of two letters, which are names too (Jack Ma): those come after a comma. */
const BEHIND = wordSet(
  'phd dphil edd drrer dring mba msc bsc meng beng mph mpa llm llb jd md cpa cfa pmp cissp esq jr sr ii iii mdb hc habil',
);

/** A name's words, folded, without titles and degrees. At least two words stay: a surname alone is nobody. */
export function withoutTitles(words: readonly string[]): string[] {
  let [first, end] = [0, words.length];
  while (end - first > 2 && BEFORE.has(words[first] ?? '')) first++;
  while (end - first > 2 && BEHIND.has(words[end - 1] ?? '')) end--;
  return words.slice(first, end);
}

/** Whether what stands behind a comma is a degree: "MA" of "Ada King, MA", where a given name cannot follow any more. */
export function isDegree(part: string, { isSure }: { isSure: boolean }): boolean {
  const word = joinDegrees(part).trim();
  return (isSure && /^\p{Lu}{2,6}$/u.test(word)) || BEHIND.has(word.toLowerCase());
}

/** "Ph.D." and "M. Sc." as one word each. */
export function joinDegrees(text: string): string {
  return text.replace(DOTTED, (degree) => degree.replace(/[.\s]/g, ''));
}

const DOTTED = /\b(?:Ph|Ed|Dr|B|M|D|J)\.\s?(?:D|Sc|A|Eng|Phil|rer|Ing)\b\.?/g;

function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
