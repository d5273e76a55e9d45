import { fold } from '../text/fold.ts';
import { phoneQuery } from '../text/phone-digits.ts';
import { isStopWord } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';

/** What somebody typed, understood. */
export interface ParsedQuery {
  /** As typed, without the space around it. */
  text: string;
  /** What documents should hold, in the order typed, each once; those of phrases too. */
  words: QueryWord[];
  /** In quotes: only these words in this order count as a match. */
  phrases: Phrase[];
  /**
   * What tells more where it stands word for word: all that was typed; and what is quoted in a long question, where quotes are a
   * way of speaking and not a command.
   */
  lines: string[];
  /** After a minus. */
  excluded: string[];
  /** Common words that were left out. */
  ignored: string[];
  /** Digits, when it reads like a phone number or a part of one. */
  phone: string | undefined;
  /** Lower case, when it reads like an e-mail address. */
  email: string | undefined;
  /** Only what was typed: no slip is forgiven, and no word is the beginning of another. */
  isExact: boolean;
}

export interface QueryWord {
  /** As typed: Meilisearch folds by itself. */
  text: string;
  folded: string;
  /** May be the beginning of a word: the last one, while it is still being typed. */
  isPrefix: boolean;
  inPhrase: boolean;
}

export interface Phrase {
  text: string;
  folded: string[];
}

const PARTS = /(?<minus>(?<=^|\s)-)?(?:"(?<phrase>[^"]*)"?|(?<bare>[^\s"]+))/gu;
/** More words add nothing but time. */
const MOST_WORDS = 64;
/** With so many words besides, what is in quotes is spoken of: nobody commands in whole sentences. */
const LONG_QUESTION = 6;

export function parseQuery(raw: string, { isExact = false }: { isExact?: boolean } = {}): ParsedQuery {
  const text = raw.trim();
  const words: QueryWord[] = [];
  const phrases: Phrase[] = [];
  const excluded: string[] = [];
  for (const { groups, index, 0: part } of text.matchAll(PARTS)) {
    const { minus, phrase, bare } = groups ?? {};
    const content = phrase ?? bare ?? '';
    const parts = piecesOf(content);
    if (parts.length === 0) continue;
    if (minus !== undefined) excluded.push(...parts.map((piece) => piece.text));
    else if (phrase !== undefined) {
      phrases.push({ text: content.trim(), folded: parts.map((piece) => piece.folded) });
      words.push(...parts.map((piece) => ({ ...piece, isPrefix: false, inPhrase: true })));
    } else {
      const typing = !isExact && index + part.length === text.length && !/\s$/.test(raw);
      words.push(...parts.map((piece, n) => ({ ...piece, isPrefix: typing && n === parts.length - 1, inPhrase: false })));
    }
  }
  const { kept, ignored } = withoutStopWords(unique(words).slice(0, MOST_WORDS));
  const isQuestion = kept.filter((word) => !word.inPhrase).length >= LONG_QUESTION;
  const email = /^[^\s@"]+@[^\s@"]*$/.test(text) ? text.toLowerCase() : undefined;
  const rest = { text, excluded, ignored, phone: phoneQuery(text), email, isExact };
  if (!isQuestion) return { ...rest, words: kept, phrases, lines: phrases.length + excluded.length > 0 ? [] : [text] };
  const lines = [text, ...phrases.map((phrase) => phrase.text)];
  return { ...rest, words: kept.map((word) => ({ ...word, inPhrase: false })), phrases: [], lines };
}

function piecesOf(content: string): { text: string; folded: string }[] {
  return wordsOf(content).map((word) => ({ text: content.slice(word.start, word.end), folded: word.folded }));
}

/** Each word once; the one that may be a beginning stays one, wherever it stood. */
function unique(words: QueryWord[]): QueryWord[] {
  const seen = new Map<string, QueryWord>();
  for (const word of words) {
    const before = seen.get(word.folded);
    seen.set(word.folded, before ? { ...before, isPrefix: before.isPrefix && word.isPrefix } : word);
  }
  return [...seen.values()];
}

function withoutStopWords(words: QueryWord[]): { kept: QueryWord[]; ignored: string[] } {
  // The last word may be the beginning of another: "the" of "theatre".
  const says = (word: QueryWord) => word.inPhrase || word.isPrefix || !isStopWord(word.folded);
  const kept = words.filter(says);
  const telling = kept.some((word) => !isStopWord(word.folded));
  if (!telling) return { kept: words, ignored: [] };
  return { kept, ignored: words.filter((word) => !says(word)).map((word) => word.text) };
}

/** The query as one folded line, to compare with a title or a name. */
export function foldedLine(text: string): string {
  return wordsOf(fold(text))
    .map((word) => word.folded)
    .join(' ');
}
