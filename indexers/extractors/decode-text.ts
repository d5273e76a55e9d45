import iconv from 'iconv-lite';
import jschardet from 'jschardet';
import { ExtractionError } from './extraction-error.ts';

export interface DecodedText {
  text: string;
  encoding: string;
}

const SAMPLE_BYTES = 64 * 1024;
const CERTAIN_ENOUGH = 0.2;

/**
 * Bytes of unknown encoding as text: byte order mark, then UTF-16 by where its zero bytes are, then strict UTF-8 (nothing else
 * passes that by chance), then what the file declares, then a guess from the frequency of letters. A sequence cut off at the
 * end is dropped. Throws `corrupt` for what is not text.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const encoding = markedEncoding(bytes) ?? zeroByteEncoding(bytes);
  if (encoding !== undefined) return { encoding, text: new TextDecoder(encoding).decode(bytes) };
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) return { encoding: 'utf-8', text: utf8 };
  const other = declared !== undefined && iconv.encodingExists(declared) && !/^utf-?8$/i.test(declared) ? declared : guess(bytes);
  return { encoding: other.toLowerCase(), text: iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), other) };
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Western text in UTF-16 has a zero in nearly every second byte; other zeros mean that it is no text at all. */
function zeroByteEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  sample.forEach((byte, position) => {
    if (byte === 0) zeros[position % 2] = (zeros[position % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  const pairs = sample.length / 2;
  if (odd > 0.3 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.3 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  if (even + odd > 0.001 * sample.length) throw new ExtractionError('corrupt', 'The file is not text: it holds binary data');
  return undefined;
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    // A byte that UTF-8 does not allow: another encoding.
    return undefined;
  }
}

function guess(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.subarray(0, SAMPLE_BYTES));
  const { encoding, confidence } = jschardet.detect(sample);
  const isUsable = encoding !== null && confidence >= CERTAIN_ENOUGH && encoding !== 'ascii' && iconv.encodingExists(encoding);
  return isUsable ? encoding : 'windows-1252';
}
