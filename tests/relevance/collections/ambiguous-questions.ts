import { isStopWord } from '#server/search/text/stop-words.ts';
import type { Dice } from '../invented/people.ts';
import type { LabelledQuery } from './labelled-query.ts';
import type { PlainPerson } from './people-directory.ts';

/** A document as whoever looks for it remembers it. */
export interface RememberedDocument {
  /** As judgements name it. */
  key: string;
  /** Of which collection. */
  from: string;
  title: string;
  /** Surnames of who wrote it. */
  authors: readonly string[];
  /** A number or code by which it is called, with what stands before it: PEP, 484. */
  code?: readonly [string, string];
}

export interface RememberedPerson extends PlainPerson {
  /** As judgements name it. */
  key: string;
  from: string;
}

type Made = Omit<LabelledQuery, 'id'>;

/**
 * Questions that read like both: names that are words, beginnings of names and of titles, work titles and the topics that they are
 * made of, titles with names in them. Each is made from the item that it wants; everything else that fits it as well is right too.
 * `words` are words that documents use in lower case, so not only as names.
 */
export function ambiguousQuestions(o: {
  people: readonly RememberedPerson[];
  documents: readonly RememberedDocument[];
  words: ReadonlySet<string>;
  dice: Dice;
}): Made[] {
  return [...questionsForPeople(o), ...questionsForDocuments(o)];
}

function questionsForPeople({ people, words, dice }: Parameters<typeof ambiguousQuestions>[0]): Made[] {
  const byName = indexed(people, ({ fields }) => tokens(fields.cn ?? ''));
  const byTitle = indexed(people, ({ fields }) => [(fields.title ?? '').toLowerCase()]);
  const byDepartment = indexed(people, ({ fields }) => [(fields.departmentnumber ?? '').toLowerCase()]);
  const byWholeName = indexed(people, ({ fields }) => [tokens(fields.cn ?? '').join(' ')]);
  const beginnings = [...byName.keys()].filter((name) => /^[a-z]{4,}$/.test(name));
  return [
    ...[...byName].flatMap(([name, own]) => (isWord(name) && words.has(name) ? [asked('name-is-word', name, own)] : [])),
    ...[...byTitle].flatMap(([title, own]) => (title.includes(' ') ? [asked('job-title', title, own)] : [])),
    ...[...byDepartment].flatMap(([department, own]) => (department === '' ? [] : [asked('department', department, own)])),
    ...sample(beginnings, SOME, dice).map((name) => {
      const text = name.slice(0, dice([2, 3, 3]));
      return asked(
        'name-beginning',
        text,
        [...byName].filter(([other]) => other.startsWith(text)).flatMap(([, own]) => own),
      );
    }),
    ...sample([...byWholeName], SOME, dice).map(([name, own]) => {
      const text = dice([`who is ${name}`, `${name} phone`, `email ${name}`, `contact ${name}`, `how can I reach ${name}?`]);
      return asked('asked-for-person', text, own);
    }),
  ];
}

function questionsForDocuments({ people, documents, dice }: Parameters<typeof ambiguousQuestions>[0]): Made[] {
  const names = new Set(people.flatMap(({ fields }) => tokens(fields.cn ?? '').filter(isWord)));
  const work = new Set(
    people.flatMap(({ fields }) => tokens(`${fields.title ?? ''} ${fields.departmentnumber ?? ''}`).filter(isWord)),
  );
  const titled = documents
    .map((document) => ({ document, words: tokens(document.title) }))
    .filter(({ words }) => words.length > 0);
  const byWord = indexed(titled, ({ words }) => words);
  const byPair = indexed(titled, ({ words }) => pairs(words));
  const only = (index: ReadonlyMap<string, readonly (typeof titled)[number][]>, fits: (text: string) => boolean, kind: string) =>
    [...index].flatMap(([text, [one, ...others]]) =>
      one && others.length === 0 && fits(text) ? [wanted(kind, text, [one.document])] : [],
    );
  const isOf = (set: ReadonlySet<string>) => (text: string) => text.split(' ').some((word) => set.has(word));
  return [
    ...only(byWord, (word) => isWord(word) && names.has(word), 'name-as-topic'),
    ...only(byPair, isOf(names), 'topic-with-name'),
    ...only(byPair, isOf(work), 'topic-with-work'),
    ...titled.flatMap(({ document, words }) =>
      words.length >= 4 && isOf(names)(words.join(' ')) ? [wanted('title-with-name', document.title, [document])] : [],
    ),
    ...sample(
      [...byWord.keys()].filter((word) => /^[a-z]{5,}$/.test(word)),
      SOME,
      dice,
    ).map((word) => {
      const text = word.slice(0, dice([3, 3, 4]));
      const found = [...byWord].filter(([other]) => other.startsWith(text)).flatMap(([, own]) => own);
      return wanted(
        'title-beginning',
        text,
        found.map(({ document }) => document),
      );
    }),
    ...sample([...byPair.keys()], SOME, dice).flatMap((pair) => {
      const text = pair.slice(0, pair.indexOf(' ') + 1 + dice([2, 3]));
      const found = [...byPair].filter(([other]) => other.startsWith(text)).flatMap(([, own]) => own);
      return text.length < 7
        ? []
        : [
            wanted(
              'title-typing',
              text,
              found.map(({ document }) => document),
            ),
          ];
    }),
    ...titled.flatMap(({ document, words }) => {
      const author = document.authors.length === 0 ? undefined : dice(document.authors);
      const long = words.filter((word) => word.length >= 5);
      if (author === undefined || long.length < 2) return [];
      const topic = sample(long, dice([1, 2]), dice).join(' ');
      return [wanted('author-topic', dice([`${author} ${topic}`, `${topic} ${author}`]).toLowerCase(), [document])];
    }),
    ...titled.flatMap(({ document }) => {
      const [before, number] = document.code ?? [];
      if (before === undefined || number === undefined) return [];
      const text = dice([`${before} ${number}`, `${before}-${number}`, `${before}${number}`.toLowerCase(), number]);
      return [wanted('code', text, [document])];
    }),
  ];
}

/** Beginnings that are tried for: each may fit many. */
const SOME = 200;

function asked(category: string, text: string, people: readonly RememberedPerson[]): Made {
  return made('person', { category, text, items: people });
}

function wanted(category: string, text: string, documents: readonly RememberedDocument[]): Made {
  return made('document', { category, text, items: documents });
}

function made(
  wants: LabelledQuery['wants'],
  { category, text, items }: { category: string; text: string; items: readonly { key: string; from: string }[] },
): Made {
  return { category, text, wants, wanted: [...new Set(items.map(({ key }) => key))], from: items[0]?.from ?? '' };
}

export function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isWord(text: string): boolean {
  return /^[a-z]{3,}$/.test(text);
}

/** Neighbours that could be typed alone: not "sphere and". */
function pairs(words: readonly string[]): string[] {
  return words.slice(1).flatMap((word, n) => {
    const pair = [words[n] ?? '', word];
    return pair.some((one) => one.length < 4 || isStopWord(one)) ? [] : [pair.join(' ')];
  });
}

function indexed<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const index = new Map<string, Item[]>();
  for (const item of items) for (const key of new Set(keysOf(item))) index.set(key, [...(index.get(key) ?? []), item]);
  return index;
}

/** Each at most once. */
export function sample<Item>(items: readonly Item[], count: number, dice: Dice): Item[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const one = dice([...left.keys()]);
    return left.splice(one, 1);
  }).flat();
}
