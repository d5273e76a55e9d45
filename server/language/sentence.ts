/**
 * Sentences of indexers and of the server in another language than English. They are recognised by their English, as gettext does
 * it: who makes a sentence, often in a child process, needs to know nothing of languages, what is stored stays readable by itself,
 * and rows of before are translated as well. What is not known stays as it is: another program's own words.
 *
 * In the English of a table `{path}` stands for what is shown as it is, `{#count}` for a number, and `{~reason}` for words that are
 * themselves of a table. Both languages have the same ones.
 */
export type Table = Readonly<Record<string, string>>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** What a table has to be: a translation that lacks a placeholder, or has another one, does not compile. */
type Whole<T extends Table> = {
  [English in keyof T & string]: [Placeholders<English>, Placeholders<T[English]>] extends [
    Placeholders<T[English]>,
    Placeholders<English>,
  ]
    ? T[English]
    : { placeholdersOf: English };
};

/** A table whose placeholders were checked by its type. */
export function table<const T extends Table>(texts: T & Whole<T>): Table {
  return texts;
}

/** Says a sentence in another language; undefined for one that is in no table. */
export type Translate = (sentence: string) => string | undefined;

export function createTranslate(tables: readonly Table[], { number }: { number(english: string): string }): Translate {
  const all = tables.flatMap((one) => Object.entries(one));
  const fixed = new Map(all.filter(([english]) => !english.includes('{')).map(([english, said]) => [lower(english), said]));
  const patternsFor = byBeginning(
    all.filter(([english]) => english.includes('{')).map(([english, said]) => parse(english, said)),
  );

  /** One entry of a table, with or without the full stop that some places add. */
  function one(text: string): string | undefined {
    const bare = text.endsWith('.') ? text.slice(0, -1) : text;
    for (const known of new Set([text, bare])) {
      const said = fixed.get(lower(known));
      if (said !== undefined) return (isUpper(text) ? upper(said) : said) + text.slice(known.length);
    }
    for (const pattern of patternsFor(text)) {
      const values = match(text, pattern);
      const said = filled(pattern, values ?? match(bare, pattern));
      if (said === undefined) continue;
      // A value that comes first, such as a path, is nothing to write differently.
      const begun = isUpper(text) && !/^\{[^~]/.test(pattern.said) ? upper(said) : said;
      return values === undefined ? begun + text.slice(bare.length) : begun;
    }
    return undefined;
  }

  function filled({ names, said }: Pattern, values: string[] | undefined): string | undefined {
    if (values === undefined) return undefined;
    const value = new Map(names.map((name, at) => [name, fill(values[at] ?? '', name)]));
    return said.replace(/\{([^}]*)\}/g, (_, name: string) => value.get(name) ?? '');
  }

  function fill(value: string, name: string): string {
    if (name.startsWith('#')) return number(value);
    return name.startsWith('~') ? (several(value) ?? list(value) ?? value) : value;
  }

  /** `Plans/a.pdf: the file is damaged`: what comes first is a name. */
  function named(text: string): string | undefined {
    for (let at = text.indexOf(': '); at >= 0; at = text.indexOf(': ', at + 1)) {
      const rest = text.slice(at + 2);
      const said = isSentence(rest) ? one(rest) : undefined;
      if (said !== undefined) return text.slice(0, at + 2) + said;
    }
    return undefined;
  }

  /** One, or several of them one after the other. Those that are not known stay as they are. */
  function several(text: string): string | undefined {
    const whole = one(text);
    if (whole !== undefined) return whole;
    const parts = text.split(/(\. |; )/);
    let isKnown = false;
    let said = '';
    for (let from = 0; from < parts.length; ) {
      const found = longest(parts, from, (part) => (isSentence(part) ? (one(part) ?? named(part)) : undefined));
      isKnown ||= found !== undefined;
      const end = found?.end ?? from + 1;
      said += (found?.said ?? parts[from] ?? '') + (parts[end] ?? '');
      from = end + 1;
    }
    return isKnown ? said : undefined;
  }

  /** `2 people, 3 groups`: all of them, or none. */
  function list(text: string): string | undefined {
    const said = text.split(', ').map(one);
    return said.includes(undefined) ? undefined : said.join(', ');
  }

  return (sentence) => {
    const bare = sentence.trim();
    if (bare === '' || bare.length > LONGEST) return undefined;
    const said = several(bare);
    return said === undefined ? undefined : sentence.replace(bare, () => said);
  };
}

/** Longer ones are no sentences; looking for their parts would take long. */
const LONGEST = 2000;
const MOST_PARTS = 4;

/** A single word among others is more likely somebody's own. */
const isSentence = (text: string) => text.includes(' ');

function longest(parts: string[], from: number, one: Translate): { said: string; end: number } | undefined {
  const last = Math.min(parts.length, from + 2 * MOST_PARTS - 1);
  for (let end = last - ((last - from + 1) % 2); end > from; end -= 2) {
    const said = one(parts.slice(from, end).join(''));
    if (said !== undefined) return { said, end };
  }
  return undefined;
}

interface Pattern {
  /** What stands around the placeholders, one more than there are of those. */
  texts: string[];
  names: string[];
  weight: number;
  said: string;
}

function parse(english: string, said: string): Pattern {
  const pieces = english.split(/\{([^}]*)\}/);
  const texts = pieces.filter((_, at) => at % 2 === 0).map((text, at) => (at === 0 ? lower(text) : text));
  return { texts, names: pieces.filter((_, at) => at % 2 === 1), weight: texts.join('').length, said };
}

/** Those that a text may be, by its first letters. The one that says most of a sentence itself is the one that was meant. */
function byBeginning(patterns: Pattern[]): (text: string) => Pattern[] {
  const keyOf = (text: string) => lower(text.slice(0, 3));
  const sorted = patterns.sort((a, b) => b.weight - a.weight);
  const isOpen = ({ texts: [first = ''] }: Pattern) => first.length < 3;
  const keys = new Set(sorted.filter((one) => !isOpen(one)).map(({ texts: [first = ''] }) => keyOf(first)));
  const found = new Map([...keys].map((key) => [key, sorted.filter((one) => isOpen(one) || keyOf(one.texts[0] ?? '') === key)]));
  const open = sorted.filter(isOpen);
  return (text) => found.get(keyOf(text)) ?? open;
}

/** The values of the placeholders: each ends where what follows it begins for the first time, the last one at the end. */
function match(sentence: string, { texts, names }: Pattern): string[] | undefined {
  const [first = '', ...rest] = texts;
  const last = rest.pop() ?? '';
  // What a sentence begins with is a value of its own where it is a placeholder.
  const text = first === '' ? sentence : lower(sentence);
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const end = text.length - last.length;
  const values: string[] = [];
  let at = first.length;
  for (const next of rest) {
    const stop = text.indexOf(next, at + 1);
    if (stop < 0) return undefined;
    values.push(text.slice(at, stop));
    at = stop + next.length;
  }
  if (at >= end) return undefined;
  values.push(text.slice(at, end));
  return values.every((value, n) => !names[n]?.startsWith('#') || NUMBER.test(value)) ? values : undefined;
}

const NUMBER = /^\d[\d.,– ]*$/;

/** Whether a sentence begins with a capital depends on where it stands, not on which it is. */
function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isUpper(text: string): boolean {
  return text.charAt(0) !== text.charAt(0).toLowerCase();
}
