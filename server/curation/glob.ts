/**
 * Whether something lies in a folder that is written with wildcards, or below it: `*` and `?` stand for letters of one name, `**` for
 * any number of folders, everything else for itself. Capitals make no difference. Never slower than the lengths multiplied, which
 * a regular expression does not promise: it runs on every candidate of a search. Takes `namesOf` a path.
 */
export function createFolderMatch(folder: string): (names: readonly string[]) => boolean {
  const parts = [...namesOf(folder), ANY].map((name) => (name !== ANY && /[*?]/.test(name) ? [...name] : name));
  return (names) => matches(parts, names, isName);
}

/** The parts of a path as they are compared. */
export function namesOf(path: string): string[] {
  return path.normalize('NFC').toLowerCase().split('/');
}

/** Any number of folders. */
const ANY = '**';

/** Only what has wildcards was taken apart into letters. */
function isName(wanted: string | string[], name: string): boolean {
  if (typeof wanted === 'string') return wanted === name;
  const isWhole = wanted.length === 1 && wanted[0] === '*';
  return isWhole || matches(wanted, [...name], isLetter);
}

function isLetter(wanted: string, letter: string): boolean {
  return wanted === '?' || wanted === letter;
}

/** Goes back to the last wildcard only: what an earlier one could have taken, the last one can take as well. */
function matches<Wanted, Found>(
  pattern: readonly Wanted[],
  found: readonly Found[],
  isOne: (wanted: Wanted, found: Found) => boolean,
): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let f = 0; f < found.length; ) {
    const wanted = pattern[p];
    const next = found[f];
    if (wanted !== undefined && isAny(wanted)) {
      star = p++;
      resume = f;
    } else if (wanted !== undefined && next !== undefined && isOne(wanted, next)) {
      p++;
      f++;
    } else if (star >= 0) {
      p = star + 1;
      f = ++resume;
    } else return false;
  }
  return pattern.slice(p).every(isAny);
}

function isAny(wanted: unknown): boolean {
  return wanted === ANY || wanted === '*';
}
