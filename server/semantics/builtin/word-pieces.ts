import { z } from 'zod';

/** Cuts text into the tokens of a BERT model without capitals, as its `tokenizer.json` says. */
export interface WordPieces {
  /** Ids with the marks of beginning and end, at most `most` of them. */
  tokenize(text: string, most: number): number[];
}

const Tokenizer = z.object({
  normalizer: z.object({ type: z.literal('BertNormalizer'), lowercase: z.literal(true) }),
  pre_tokenizer: z.object({ type: z.literal('BertPreTokenizer') }),
  model: z.object({ unk_token: z.string(), max_input_chars_per_word: z.int(), vocab: z.record(z.string(), z.int()) }),
});

/** The cut and the padding to 128 tokens that the file asks for are left out: the model takes 256, and texts as they are. */
export function createWordPieces(tokenizerJson: string): WordPieces {
  const { model } = Tokenizer.parse(JSON.parse(tokenizerJson));
  const vocabulary = new Map(Object.entries(model.vocab));
  const idOf = (token: string) => vocabulary.get(token) ?? fail(token);
  const [start, end, unknown] = [idOf('[CLS]'), idOf('[SEP]'), idOf(model.unk_token)];

  /** The longest known beginning, then the longest known rest, and so on; a word that does not work out is one unknown. */
  function piecesOf(word: string): number[] {
    const characters = [...word];
    if (characters.length > model.max_input_chars_per_word) return [unknown];
    const pieces: number[] = [];
    for (let from = 0; from < characters.length; ) {
      let to = characters.length;
      let id: number | undefined;
      for (; to > from; to--) {
        id = vocabulary.get((from > 0 ? '##' : '') + characters.slice(from, to).join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [unknown];
      pieces.push(id);
      from = to;
    }
    return pieces;
  }

  return {
    tokenize(text, most) {
      const ids = [start];
      for (const word of wordsOf(text.slice(0, most * LONGEST_TOKEN))) {
        ids.push(...piecesOf(word));
        if (ids.length >= most) break;
      }
      return [...ids.slice(0, most - 1), end];
    },
  };
}

/** Characters, as far as the text need be looked at to fill the tokens: hardly a token is longer. */
const LONGEST_TOKEN = 20;

function fail(token: string): never {
  throw new Error(`The vocabulary has no ${token}`);
}

/** Control characters and the mark of what could not be decoded. */
const DIRT = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\uFFFD]/gu;
/** Ideographs stand alone. */
const IDEOGRAPH =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B820}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;
/** Punctuation of Unicode, and what of ASCII is neither letter, digit nor space. */
const PARTS = /[\p{P}!-/:-@[-`{-~]|[^\s\p{P}!-/:-@[-`{-~]+/gu;

function wordsOf(text: string): string[] {
  const clean = text
    .replace(DIRT, '')
    .replace(IDEOGRAPH, ' $& ')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return clean.match(PARTS) ?? [];
}
