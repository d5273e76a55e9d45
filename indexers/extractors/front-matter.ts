import { parse } from 'yaml';
import { z } from 'zod';
import { parseDate } from './dates.ts';
import { usableTitle } from './document-title.ts';
import { splitAuthors } from './split-authors.ts';

export interface FrontMatter {
  title?: string;
  authors: string[];
  createdAt?: number;
  modifiedAt?: number;
}

const Author = z.union([z.string(), z.looseObject({ name: z.string(), email: z.string().optional() }).transform(withAddress)]);
const Authors = z.union([z.array(Author), Author.transform(splitAuthors)]).catch([]);
const Day = z.union([z.string(), z.date()]).optional().catch(undefined);
const Fields = z.looseObject({
  title: z.coerce.string().optional(),
  author: Authors.default([]),
  authors: Authors.default([]),
  date: Day,
  created: Day,
  updated: Day,
  modified: Day,
  lastmod: Day,
});

const BLOCK = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** The YAML block some Markdown files begin with, and where the text after it starts. */
export function readFrontMatter(text: string): { matter: FrontMatter; body: string; warning?: string } {
  const block = BLOCK.exec(text);
  if (block === null) return { matter: { authors: [] }, body: text };
  const body = text.slice(block[0].length);
  try {
    const fields = Fields.parse(parse(block[1] ?? '', { maxAliasCount: 20 }) ?? {});
    return { matter: toMatter(fields), body };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return { matter: { authors: [] }, body, warning: `The block of metadata at the beginning cannot be read: ${reason}` };
  }
}

function toMatter(fields: z.output<typeof Fields>): FrontMatter {
  const title = usableTitle(fields.title);
  const createdAt = parseDate(fields.created ?? fields.date);
  const modifiedAt = parseDate(fields.updated ?? fields.modified ?? fields.lastmod);
  const authors = [...fields.author, ...fields.authors].map((author) => author.trim()).filter((author) => author !== '');
  return {
    ...(title === undefined ? {} : { title }),
    authors: [...new Set(authors)],
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}

function withAddress({ name, email }: { name: string; email?: string | undefined }): string {
  return email === undefined ? name : `${name} <${email}>`;
}
