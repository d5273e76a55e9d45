import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDice, type Dice } from '../invented/people.ts';
import type { Query } from '../scoring/trec-files.ts';

/** A question whose answer is one document, taken from that document. */
export interface KnownItem extends Query {
  /** Relative to the folder, without the ending. */
  document: string;
  /** Words as they stand there, to find the page by. */
  words: string;
}

/** Of a question made from the middle of a text. */
const WORDS = 8;

/** How many questions of each kind. */
export type Wanted = Partial<Record<'title' | 'title-word' | 'heading' | 'passage', number>>;

/**
 * What people remember of a document that they have seen: its title, a word of it that no other has, a heading that only it has, a
 * few words in a row out of a paragraph. From documents in Markdown whose first line is their title; the same for the same seed.
 */
export function knownItems(folder: string, options: { seed: number; wanted: Wanted }): KnownItem[] {
  const dice = createDice(options.seed);
  const documents = globSync('**/*.md', { cwd: folder })
    .sort()
    .map((file) => ({ document: file.replace(/\.md$/, ''), lines: readFileSync(path.join(folder, file), 'utf8').split('\n') }));
  const titles = documents.flatMap(({ document, lines }) => titleOf(lines, document));
  const found = {
    title: titles,
    'title-word': titles.flatMap(wordsOf),
    heading: documents.flatMap(({ document, lines }) => lines.flatMap((line) => headingOf(line, document))),
    passage: documents.flatMap(({ document, lines }) => lines.flatMap((line) => passageOf(line, document, dice))),
  };
  const kinds = ['title', 'title-word', 'heading', 'passage'] as const;
  return kinds.flatMap((kind) => chosen(onlyOnce(found[kind]), options.wanted[kind] ?? 0, dice));
}

type Found = Omit<KnownItem, 'id'>;

function titleOf(lines: readonly string[], document: string): Found[] {
  const text = plainText(/^#\s+(.*)$/.exec(lines[0] ?? '')?.[1] ?? '');
  return text.split(' ').length < 2 ? [] : [{ document, text, words: text, category: 'title' }];
}

/** Long ones, as those are remembered. */
function wordsOf({ document, text }: Found): Found[] {
  const words = new Set(text.match(/\p{L}{7,}/gu) ?? []);
  return [...words].map((word) => ({ document, text: word, words: text, category: 'title-word' }));
}

function headingOf(line: string, document: string): Found[] {
  const text = plainText(/^#{2,6}\s+(.*)$/.exec(line)?.[1] ?? '');
  return text.split(' ').length < 3 ? [] : [{ document, text, words: text, category: 'heading' }];
}

/** From a long line, which is a paragraph; never its beginning, which titles and previews repeat. */
function passageOf(line: string, document: string, dice: Dice): Found[] {
  if (/^\s*([#<>|*+`-]|\d+\.)/.test(line) || /[<>{}|]/.test(line)) return [];
  const words = plainText(line).split(' ');
  if (words.length < 4 * WORDS) return [];
  const from = WORDS + dice([...Array(words.length - 2 * WORDS).keys()]);
  const text = words.slice(from, from + WORDS).join(' ');
  return [{ document, text, words: text, category: 'passage' }];
}

/** Links and emphasis as they read. */
function plainText(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\{[^}]*\}|[*_`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function onlyOnce(found: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  const key = ({ text }: Found) => text.toLowerCase();
  for (const one of found) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return found.filter((one) => counts.get(key(one)) === 1);
}

function chosen(found: readonly Found[], count: number, dice: Dice): KnownItem[] {
  const left = [...found];
  return Array.from({ length: Math.min(count, left.length) }, (_, position) => {
    const one = dice(left);
    left.splice(left.indexOf(one), 1);
    return { ...one, id: `${one.category}-${String(position).padStart(3, '0')}` };
  });
}
