const SAMPLE_BYTES = 8 * 1024;
/** What texts hold besides characters: tab, line ends, form feed, backspace and bell of terminals, escape, the end mark of DOS. */
const HARMLESS = new Set([7, 8, 9, 10, 11, 12, 13, 26, 27]);
const MOST_CONTROLS = 0.02;
const MOST_ZEROS = 0.001;

export type Utf16 = 'utf-16le' | 'utf-16be';

/**
 * Whether bytes can be text at all: programs' data are full of control characters. Zeros are no reason against it with
 * `mayHaveHoles` (a log file after a crash).
 */
export function looksLikeText(bytes: Uint8Array, { mayHaveHoles = false } = {}): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (unmarkedUtf16(sample) !== undefined || hasUtf16Mark(sample)) return true;
  const { zeros, controls } = countControls(sample);
  if (!mayHaveHoles && zeros > MOST_ZEROS * sample.length) return false;
  // One stray control character makes no program of a short note.
  return (controls <= 1 && zeros === 0) || controls <= MOST_CONTROLS * (sample.length - zeros);
}

export function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/**
 * UTF-16 without a mark: Western text has a zero in nearly every second byte, other alphabets at least in their blanks and line
 * ends, and use the same few upper bytes all the time.
 */
export function unmarkedUtf16(bytes: Uint8Array): Utf16 | undefined {
  const sample = bytes.subarray(0, Math.min(SAMPLE_BYTES, bytes.length & ~1));
  if (sample.length < 8 || !sample.includes(0)) return undefined;
  const even = lookAt(sample, 0);
  const odd = lookAt(sample, 1);
  const pairs = sample.length / 2;
  if (odd.zeros > 0.3 * pairs && even.zeros < 0.05 * pairs) return 'utf-16le';
  if (even.zeros > 0.3 * pairs && odd.zeros < 0.05 * pairs) return 'utf-16be';
  if (isUpperHalf(odd, even, pairs) || isEastAsian(sample, 1)) return 'utf-16le';
  return isUpperHalf(even, odd, pairs) || isEastAsian(sample, 0) ? 'utf-16be' : undefined;
}

interface Half {
  zeros: number;
  /** Zeros whose neighbour is a blank or a line end. */
  blanks: number;
  /** Bytes that are one of the four most frequent ones. */
  common: number;
}

function isUpperHalf(upper: Half, lower: Half, pairs: number): boolean {
  return (
    upper.blanks > 0.01 * pairs && upper.blanks > 0.6 * upper.zeros && lower.zeros <= 0.01 * pairs && upper.common > 0.9 * pairs
  );
}

/** Chinese, Japanese and Korean use too many upper bytes for that; but hardly any unit of theirs lies outside of these. */
function isEastAsian(sample: Uint8Array, upperAt: 0 | 1): boolean {
  let plausible = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    const upper = sample[at + upperAt] ?? 0;
    const lower = sample[at + 1 - upperAt] ?? 0;
    const isAscii = upper === 0 && (lower >= 32 || isBlank(lower));
    if (isAscii || upper === 0x30 || upper === 0xff || (upper >= 0x4e && upper <= 0x9f) || (upper >= 0xac && upper <= 0xd7))
      plausible += 1;
  }
  return plausible > 0.98 * (sample.length / 2);
}

function lookAt(sample: Uint8Array, offset: 0 | 1): Half {
  const counts = new Uint32Array(256);
  let blanks = 0;
  for (let at = offset; at < sample.length; at += 2) {
    const byte = sample[at] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
    if (byte === 0 && isBlank(sample[offset === 0 ? at + 1 : at - 1])) blanks += 1;
  }
  const zeros = counts[0] ?? 0;
  const common = counts
    .toSorted()
    .slice(-4)
    .reduce((sum, count) => sum + count, 0);
  return { zeros, blanks, common };
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function countControls(sample: Uint8Array): { zeros: number; controls: number } {
  let zeros = 0;
  let controls = 0;
  for (const byte of sample) {
    if (byte >= 32) continue;
    if (byte === 0) zeros += 1;
    else if (!HARMLESS.has(byte)) controls += 1;
  }
  return { zeros, controls };
}
