import { tokensOf } from './tokens.ts';

/** The words of a text as `tokensOf` gives them, each as a number of 64 bits in two halves; no word is made a string for it. */
export interface TokenHashes {
  count: number;
  /** Of the word at a position. */
  high(position: number): number;
  low(position: number): number;
  /** The word itself. */
  word(position: number): string;
}

/**
 * Reads every word that is indexed: cutting a text into strings and looking them up takes several times as long. The result is good
 * until the next call.
 */
export function createTokenHashes(): (text: string) => TokenHashes {
  const highs = createGrowing();
  const lows = createGrowing();
  const starts = createGrowing();
  const ends = createGrowing();
  /** Those that are not in the text as they are counted. */
  const spelled = new Map<number, string>();

  /** A piece of plain letters, digits and apostrophes, cut like all others; returns the position of the next word. */
  function readPlain(text: string, from: number, to: number, position: number): number {
    let count = position;
    for (let place = from; place < to; ) {
      if (!isLetter(text.charCodeAt(place)) && !isDigit(text.charCodeAt(place))) {
        place++;
        continue;
      }
      starts.set(count, place);
      let [a, b] = [FIRST_A, FIRST_B];
      let isBehindApostrophe = false;
      for (; place < to; place++) {
        const code = text.charCodeAt(place);
        if (isApostrophe(code) && place + 1 < to && isLetter(text.charCodeAt(place + 1))) {
          isBehindApostrophe = true;
          continue;
        }
        if (!isLetter(code) && (isBehindApostrophe || !isDigit(code))) break;
        const lower = code >= 65 && code <= 90 ? code + 32 : code;
        a = Math.imul(a ^ lower, PRIME_A);
        b = Math.imul(b ^ lower, PRIME_B);
      }
      ends.set(count, place);
      highs.set(count, mixed(a));
      lows.set(count, mixed(b));
      count++;
    }
    return count;
  }

  function readSpelled(piece: string, position: number): number {
    let count = position;
    for (const token of tokensOf(piece)) {
      let [a, b] = [FIRST_A, FIRST_B];
      for (let place = 0; place < token.length; place++) {
        const code = token.charCodeAt(place);
        a = Math.imul(a ^ code, PRIME_A);
        b = Math.imul(b ^ code, PRIME_B);
      }
      highs.set(count, mixed(a));
      lows.set(count, mixed(b));
      spelled.set(count, token);
      count++;
    }
    return count;
  }

  return (text) => {
    spelled.clear();
    let count = 0;
    for (let place = 0; place < text.length; ) {
      const start = place;
      let isPlain = true;
      for (; place < text.length; place++) {
        const kind = kindOf(text.charCodeAt(place));
        if (kind === BETWEEN) break;
        if (kind === SPELLED) isPlain = false;
      }
      if (place === start) place++;
      else count = isPlain ? readPlain(text, start, place, count) : readSpelled(text.slice(start, place), count);
    }
    const inText = (position: number) => text.slice(starts.at(position), ends.at(position)).toLowerCase().replace(/['’]/g, '');
    return { count, high: highs.at, low: lows.at, word: (position) => spelled.get(position) ?? inText(position) };
  };
}

/** Numbers by position, for one text after another. */
function createGrowing() {
  let numbers = new Int32Array(1024);
  return {
    at: (position: number) => numbers[position] ?? 0,
    set(position: number, value: number): void {
      if (position >= numbers.length) {
        const longer = new Int32Array(2 * numbers.length);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[position] = value;
    },
  };
}

const BETWEEN = 0;
const PLAIN = 1;
const SPELLED = 2;

/** Whether a character is between words for sure, is counted as it stands, or has to be looked at with its neighbours. */
function kindOf(code: number): typeof BETWEEN | typeof PLAIN | typeof SPELLED {
  if (code < 0x80) return isLetter(code) || isDigit(code) || code === APOSTROPHE ? PLAIN : BETWEEN;
  if (code === QUOTE) return PLAIN;
  // No-break space, « ±, general punctuation with its dashes and quotation marks.
  if (code === 0xa0 || code === 0xab || code === 0xb1 || (code >= 0x2010 && code <= 0x2027)) return BETWEEN;
  return SPELLED;
}

const APOSTROPHE = 0x27;
const QUOTE = 0x2019;

function isApostrophe(code: number): boolean {
  return code === APOSTROPHE || code === QUOTE;
}

/** Two hashes of the kind of FNV-1a (https://www.rfc-editor.org/rfc/rfc9923): among a million words, two are taken for one once in ten million times. */
const FIRST_A = 0x811c9dc5;
const PRIME_A = 0x01000193;
const FIRST_B = 0x2f0b4c27;
const PRIME_B = 0x5bd1e995;

/** MurmurHash3's finalizer. */
function mixed(hash: number): number {
  let value = hash;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
