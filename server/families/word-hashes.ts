/**
 * The words of a text as 32-bit numbers (FNV-1a, https://www.rfc-editor.org/rfc/rfc9923): letters and digits only, without
 * capitals, so that punctuation and line breaks of another format make no other text. Of scripts without spaces every character
 * is a word. Makes no strings: it reads every text that is indexed.
 */
export function wordHashes(text: string): Uint32Array {
  const plain = ASCII.test(text) ? text : (COMPOSED.test(text) ? text.normalize('NFKC') : text).toLowerCase();
  const words = new Uint32Array((plain.length >> 1) + 2);
  let count = 0;
  let hash = OFFSET;
  let isInWord = false;
  for (let place = 0; place < plain.length; place++) {
    const code = plain.charCodeAt(place);
    const letter = letterOf(code);
    const isAlone = code >= FIRST_UNSPACED && isUnspaced(code);
    if (isInWord && (letter === 0 || isAlone)) {
      words[count++] = hash;
      hash = OFFSET;
      isInWord = false;
    }
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, PRIME);
    isInWord = true;
    if (!isAlone) continue;
    words[count++] = hash;
    hash = OFFSET;
    isInWord = false;
  }
  if (isInWord) words[count++] = hash;
  return words.slice(0, count);
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

/** Accents of their own, ligatures (of PDF files) and wide forms; normalising what has none takes longer than all the rest. */
const COMPOSED = /[\u0300-\u036f\u3099\u309a\uf900-\ufaff\ufb00-\ufb06\uff00-\uffef]/;

/** The character as it counts; 0 for one that is between words. */
function letterOf(code: number): number {
  if (code >= 97 && code <= 122) return code;
  if (code >= 48 && code <= 57) return code;
  if (code >= 65 && code <= 90) return code + 32;
  return code >= FIRST_LETTER && !isPunctuation(code) ? code : 0;
}

const FIRST_LETTER = 0xaa;

/** « ± · » × ÷, the general and the ideographic punctuation. */
function isPunctuation(code: number): boolean {
  if (code <= 0xbf) return code !== 0xaa && code !== 0xb5 && code !== 0xba;
  return code === 0xd7 || code === 0xf7 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x3004);
}

const FIRST_UNSPACED = 0x0e00;

/** Thai, Lao, Myanmar, Khmer, kana and ideographs. */
function isUnspaced(code: number): boolean {
  if (code <= 0x0eff || (code >= 0x1000 && code <= 0x109f) || (code >= 0x1780 && code <= 0x17ff)) return true;
  return (code >= 0x3041 && code <= 0x9fff) || (code >= 0xd800 && code <= 0xdfff) || (code >= 0xf900 && code <= 0xfaff);
}
