import { parseDate } from './dates.ts';
import { usableTitle } from './document-title.ts';
import { splitAuthors } from './split-authors.ts';

/** What a text says of itself in its first lines. */
export interface HeaderBlock {
  title?: string;
  authors: string[];
  createdAt?: number;
  modifiedAt?: number;
}

/** Further down it is the text that speaks. */
const LONGEST_HEAD = 4000;
const MOST_FIELDS = 40;
const LONGEST_TITLE = 100;

/** `Author: Ada King`, `**Author:** Ada King`, `:Author: Ada King`, `#+AUTHOR: Ada King`; what stands before a comment's text too. */
const FIELD =
  /^(?:\/\/|#\+|[#%;*]|--|\.\.)?\s?(?:[*_]{0,2}|:)(?<name>\p{L}[\p{L}\p{N}]*(?:[ _-][\p{L}\p{N}]+){0,3}(?:\(s\))?)[*_]{0,2}\s?:[*_]{0,2}(?<value>\s.*|)$/u;

/** Names of fields, in the languages in which documents are mostly written. */
const NAMED: Record<string, 'author' | 'title' | 'created' | 'modified'> = {
  ...asNames('author', 'author authors author(s) by from written-by prepared-by created-by contact-author lead-author'),
  ...asNames('author', 'autor autoren autorin autorinnen verfasser verfasserin verfasst-von erstellt-von von'),
  ...asNames('author', 'auteur auteurs auteure rédacteur rédactrice autore autori autores autora autoras auteur(s) opsteller'),
  ...asNames('author', 'autorzy författare forfatter kirjoittaja'),
  ...asNames('title', 'title titel titre titolo título tytuł subject betreff objet onderwerp'),
  ...asNames('created', 'date created datum erstellt date-created created-on fecha data'),
  ...asNames('modified', 'last-modified modified updated last-updated geändert aktualisiert'),
};

/**
 * The lines `Name: value` with which a text begins, below a title or a comment's first line at most: memos, RFC 822 and
 * reStructuredText headers, bold fields of Markdown. A line that begins with white space goes on with the value before. Anything
 * else ends it, so that no sentence with a colon is taken for a field.
 */
export function readHeaderBlock(text: string): HeaderBlock {
  const head = text.slice(0, LONGEST_HEAD).replace(/^\uFEFF/, '');
  const lines = withoutTitle(head.split('\n'));
  const found = fieldsOf(lines);
  const byline = found.length === 0 ? bylineOf(lines) : [];
  const values = (kind: string) => found.flatMap((field) => (NAMED[field.name] === kind ? [field.value] : []));
  const isBlock = found.length > 1 || found.some(({ name }) => !UNSURE.has(name));
  if (!isBlock) return { authors: byline };
  const title = usableTitle(values('title')[0]);
  const createdAt = parseDate(values('created')[0]);
  const modifiedAt = parseDate(values('modified')[0]);
  return {
    ...(title !== undefined && { title }),
    authors: [...new Set(values('author').flatMap(authorsOf))],
    ...(createdAt !== undefined && { createdAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
  };
}

/** On a line of their own they may as well begin a sentence or a list. */
const UNSURE = new Set(['by', 'from', 'von', 'date', 'data', 'subject', 'created', 'updated', 'title', 'titel']);

function fieldsOf(lines: readonly string[]): { name: string; value: string }[] {
  const fields: { name: string; value: string }[] = [];
  let gap = false;
  for (const line of lines) {
    if (line.trim() === '') {
      // Bold fields of Markdown and those of a memo often stand apart; two blocks in a row are still the head.
      if (fields.length > 0) gap = true;
      continue;
    }
    const last = fields.at(-1);
    const match = FIELD.exec(line.trimEnd());
    if (match?.groups !== undefined && fields.length < MOST_FIELDS) {
      if (gap && NAMED[nameOf(match.groups.name)] === undefined) break;
      fields.push({ name: nameOf(match.groups.name), value: tidyValue(match.groups.value) });
    } else if (/^\s/.test(line) && last !== undefined && !gap) last.value = `${last.value} ${tidyValue(line)}`.trim();
    else break;
  }
  return fields;
}

/** The document's title above the fields: `# Title`, a line with an underline, the opening of a comment. */
function withoutTitle(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const begun = lines.slice(Math.max(first, 0));
  const rest = /^#!/.test(begun[0] ?? '') ? begun.slice(1) : begun;
  if (/^(#\s|<!--|\/\*\*?\s*$|""")/.test(rest[0] ?? '') && !FIELD.test(rest[0] ?? '')) return rest.slice(1);
  const isUnderlined = /^([=\-~*#])\1{2,}\s*$/.test(rest[1] ?? '');
  const isOverlined = /^([=\-~*#])\1{2,}\s*$/.test(rest[0] ?? '') && /^([=\-~*#])\1{2,}\s*$/.test(rest[2] ?? '');
  if (isOverlined) return rest.slice(3);
  if (isUnderlined) return rest.slice(2);
  // "MEMORANDUM", and an empty line.
  const standsAlone = rest[1]?.trim() === '' && !FIELD.test(rest[0] ?? '') && (rest[0] ?? '').length <= LONGEST_TITLE;
  return standsAlone ? rest.slice(1) : rest;
}

function nameOf(name: string | undefined): string {
  return (name ?? '').trim().toLowerCase().replace(/[ _]/g, '-');
}

function tidyValue(value: string | undefined): string {
  return (value ?? '')
    .trim()
    .replace(/[*_]{1,2}$/, '')
    .replace(/^[-*]\s+/, '; ')
    .trim();
}

/** `ada at example.com` is how addresses are hidden from collectors; `ada@example.com (Ada King)` is the older way to write both. */
function authorsOf(value: string): string[] {
  const plain = value
    .replace(/([\w.+-]+)\s+at\s+([\w-]+(?:\.[\w-]+)+)/g, '$1@$2')
    .replace(/([\w.+-]+@[\w.-]+)\s*\(([^()@]+)\)/g, '$2 <$1>')
    .replace(/\[([^\]]+)\]\((?:mailto:)?([^)]+)\)/g, '$1');
  return splitAuthors(plain.replace(/[,;\s]+$/, '')).filter((author) => author.length <= 200);
}

/** "By Ada King and Koen Verbruggen", alone on the first line below the title. */
function bylineOf(lines: readonly string[]): string[] {
  const line = lines.find((candidate) => candidate.trim() !== '') ?? '';
  const names = /^[*_]{0,2}(?:By|Von|Par|Por|Door)\s+(?<names>[^.:!?]{3,120}?)[*_]{0,2}\s*$/u.exec(line.trim())?.groups?.names;
  const authors = names === undefined ? [] : authorsOf(names);
  return authors.every(looksLikeName) ? authors : [];
}

const PARTICLE = /^(?:van|von|der|den|de|da|di|del|della|dos|du|la|le|el|al|bin|ten|ter|zu|zur|y|e)$/;

function looksLikeName(text: string): boolean {
  const words = text.split(' ').filter((word) => !PARTICLE.test(word));
  return words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word));
}

function asNames<Kind extends string>(kind: Kind, names: string): Record<string, Kind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}
