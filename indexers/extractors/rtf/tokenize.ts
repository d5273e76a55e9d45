/** What an RTF file is made of, one after the other. */
export interface RtfHandler {
  /** `{` */
  open(): void;
  /** `}` */
  close(): void;
  /** `\word` or `\word-12`. */
  word(name: string, number: number | undefined): void;
  /** `\` and one character that is no letter, such as `\~`. */
  symbol(character: string): void;
  /** `\'e4`: a byte in the code page of the font. */
  byte(value: number): void;
  /** Characters as they stand there; each is one byte. */
  text(characters: string): void;
  /** Asked now and then: true ends it. */
  isDone(): boolean;
}

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const APOSTROPHE = 0x27;
const HYPHEN = 0x2d;
const SPACE = 0x20;
const MAX_DIGITS = 10;
const MAX_LETTERS = 32;

/** `source`: the file's bytes as Latin-1. Nothing nests here, so nothing can nest too deeply. */
export function tokenizeRtf(source: string, handler: RtfHandler): void {
  let at = 0;
  let from = 0;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code !== BACKSLASH && code !== OPEN && code !== CLOSE && code !== LINE_FEED && code !== RETURN) {
      at += 1;
      continue;
    }
    if (at > from) handler.text(source.slice(from, at));
    if (code === BACKSLASH) at = readControl(source, at + 1, handler);
    else {
      if (code === OPEN) handler.open();
      else if (code === CLOSE) handler.close();
      at += 1;
    }
    if (handler.isDone()) return;
    from = at;
  }
  if (at > from) handler.text(source.slice(from, at));
}

/** Returns where it goes on. */
function readControl(source: string, start: number, handler: RtfHandler): number {
  if (start >= source.length) return start;
  const code = source.charCodeAt(start);
  if (isLetter(code)) return readWord(source, start, handler);
  if (code === APOSTROPHE) {
    const value = Number.parseInt(source.slice(start + 1, start + 3), 16);
    if (!Number.isNaN(value)) handler.byte(value);
    return Math.min(source.length, start + 3);
  }
  handler.symbol(source.charAt(start));
  return start + 1;
}

function readWord(source: string, start: number, handler: RtfHandler): number {
  let at = start + 1;
  while (at - start < MAX_LETTERS && isLetter(source.charCodeAt(at))) at += 1;
  const name = source.slice(start, at);
  const digits = at;
  if (source.charCodeAt(at) === HYPHEN && isDigit(source.charCodeAt(at + 1))) at += 1;
  while (at - digits <= MAX_DIGITS && isDigit(source.charCodeAt(at))) at += 1;
  const number = at === digits ? undefined : Number(source.slice(digits, at));
  if (source.charCodeAt(at) === SPACE) at += 1;
  if (name === 'bin') return afterBinary(source, at, number ?? 0);
  handler.word(name, number);
  return at;
}

/** Raw bytes follow, braces among them. A number that goes beyond the file is a lie, and the text behind it is worth more. */
function afterBinary(source: string, at: number, length: number): number {
  return length > 0 && at + length <= source.length ? at + length : at;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
