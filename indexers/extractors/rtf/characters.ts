import { decodeCodepage, isDoubleByte } from '../codepage.ts';

/** Puts characters together from their three spellings. */
export interface RtfCharacters {
  /** Bytes are in this code page from here on. */
  codepage(codepage: number | undefined): void;
  byte(value: number): void;
  text(characters: string): void;
  /** Text that is in Unicode already. */
  literal(text: string): void;
  /** `\u8364`, and how many characters for older readers follow it. */
  unicode(unit: number, replacements: number): void;
  /** Something else follows: bytes are whole, and so are the replacements. */
  end(): void;
}

/** `write` receives the text. */
export function createRtfCharacters(write: (text: string) => void): RtfCharacters {
  let bytes: number[] = [];
  let codepage: number | undefined;
  let toSkip = 0;
  /** The first of two bytes was seen. */
  let isHalf = false;

  function flush(): void {
    if (bytes.length === 0) return;
    write(decodeCodepage(Uint8Array.from(bytes), codepage));
    bytes = [];
    isHalf = false;
  }

  function take(value: number): void {
    isHalf = !isHalf && isDoubleByte(codepage) && value > 0x80 && value !== 0xa0;
    bytes.push(value);
  }

  function plain(characters: string): void {
    flush();
    write(characters);
  }

  return {
    codepage(next) {
      if (next === codepage) return;
      flush();
      codepage = next;
    },
    byte(value) {
      if (toSkip > 0) toSkip -= 1;
      else take(value);
    },
    text(characters) {
      let rest = toSkip === 0 ? characters : characters.slice(toSkip);
      toSkip = Math.max(0, toSkip - characters.length);
      // The second of two bytes is often a letter.
      if (isHalf && rest !== '') {
        take(rest.charCodeAt(0));
        rest = rest.slice(1);
      }
      if (rest === '') return;
      if (isAscii(rest)) plain(rest);
      else for (let index = 0; index < rest.length; index += 1) take(rest.charCodeAt(index));
    },
    literal: plain,
    unicode(unit, replacements) {
      plain(String.fromCharCode(unit & 0xffff));
      toSkip = replacements;
    },
    end() {
      flush();
      toSkip = 0;
    },
  };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
