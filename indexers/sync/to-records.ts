import { usableTitle } from '../extractors/document-title.ts';
import type { FileContent, PersonContent } from '../types/content.ts';
import type { Extracted } from '../types/extraction.ts';
import type { DocumentSummary } from '../types/ledger.ts';
import type { DocumentAuthor, DocumentRecord, Passage, PersonRecord, Scan } from '../types/records.ts';
import type { AuthorState, DirectoryState } from '../types/state.ts';
import type { SourceItem } from '../types.ts';
import { namedPeople } from './named-people.ts';
import { toPassages } from './passages.ts';

const LONGEST_NAME = 200;
/** With an address and whatever else stands around the name. */
const LONGEST_AUTHOR = 500;
const MOST_AUTHORS = 20;
const DAY = 86_400_000;
/** Before this there were no such files: clocks that were never set, and zero dates of formats. */
const EARLIEST = Date.UTC(1980, 0, 2);

/** What a record is made for. */
export interface RecordFrame {
  recordId: string;
  source: string;
  aclId: string;
  /** Upper bound of the passages that the index holds of it. */
  previousPassages: number;
  now: number;
}

export function toPersonRecord(frame: { recordId: string; source: string }, content: PersonContent): PersonRecord {
  const {
    kind: _kind,
    photo: _photo,
    principals: _principals,
    primaryGroup: _group,
    key: _key,
    managerKey: _manager,
    ...person
  } = content;
  return { kind: 'person', id: frame.recordId, source: frame.source, person };
}

/** A document with its text. */
export function toDocumentRecord(
  frame: RecordFrame,
  file: { item: SourceItem; content: FileContent; mediaType: string; extracted: Extracted; scan?: Scan | undefined },
  people: { directory: Pick<DirectoryState, 'resolveAuthor'>; authors: Pick<AuthorState, 'people'> },
): DocumentRecord {
  const { item, content, extracted } = file;
  const title = titleOf(extracted) ?? nameWithoutExtension(content.name);
  const createdAt = usableDate(extracted.createdAt, frame.now);
  const named = namedPeople(extracted.sections, people.authors);
  const modifiedAt = usableDate(extracted.modifiedAt, content.modifiedAt);
  return {
    ...describe(frame, item, content),
    title,
    mediaType: file.mediaType,
    // A copy on a share has the date of the copying; what the document says of itself is earlier and right.
    modifiedAt: modifiedAt ?? content.modifiedAt,
    ...(createdAt !== undefined && { createdAt }),
    authors: toAuthors(extracted.authors, people.directory),
    ...(named.length > 0 && { named }),
    ...(extracted.pages !== undefined && { pages: extracted.pages }),
    ...(extracted.language !== undefined && { language: primaryLanguage(extracted.language) }),
    warnings: extracted.warnings,
    ...(file.scan !== undefined && { scan: file.scan }),
    passages: withoutRepeatedTitle(toPassages(extracted.sections), title),
  };
}

/** A document whose text could not be had: it is found by its name and its folders, and says what is missing. */
export function toNameOnlyRecord(
  frame: RecordFrame,
  file: { item: SourceItem; content: FileContent; mediaType: string | undefined; message: string },
): DocumentRecord {
  return {
    ...describe(frame, file.item, file.content),
    title: nameWithoutExtension(file.content.name),
    mediaType: file.mediaType ?? 'application/octet-stream',
    modifiedAt: file.content.modifiedAt,
    authors: [],
    warnings: [file.message],
    passages: [{ text: '' }],
  };
}

/** What the ledger keeps of a record. */
export function summaryOf(record: DocumentRecord): DocumentSummary {
  const { kind: _kind, passages: _passages, previousPassages: _previous, aclId: _aclId, ...summary } = record;
  return summary;
}

/** "Minutes 2024-03.docx" → "Minutes 2024-03". */
export function nameWithoutExtension(name: string): string {
  return name.replace(/(?<=.)\.[\p{L}\p{N}]{1,10}$/u, '');
}

function describe(frame: RecordFrame, item: SourceItem, content: FileContent) {
  return {
    kind: 'document' as const,
    id: frame.recordId,
    source: frame.source,
    path: item.path,
    name: content.name,
    size: content.size,
    ...(content.label !== undefined && { label: content.label }),
    ...(content.owner !== undefined && { owner: content.owner }),
    aclId: frame.aclId,
    previousPassages: frame.previousPassages,
  };
}

function titleOf({ title, sections }: Extracted): string | undefined {
  return usableTitle(title) ?? usableTitle(sections.find(({ heading }) => heading !== undefined)?.heading);
}

/** The heading that became the title stands above the text anyway; a passage of it alone would only be one more hit. */
function withoutRepeatedTitle(passages: Passage[], title: string): Passage[] {
  const kept = passages.filter(({ text, heading }) => text !== '' || heading !== title);
  return kept.length > 0 ? kept : [{ text: '' }];
}

/** "de-AT" → "de" (RFC 5646 §2.2.1). */
function primaryLanguage(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

function usableDate(date: number | undefined, latest: number): number | undefined {
  return date !== undefined && date >= EARLIEST && date <= latest + DAY ? Math.min(date, latest) : undefined;
}

/** Each author once, as the directory calls them; how the file spells them is kept, so that it can be looked up again. */
export function toAuthors(texts: readonly string[], directory: Pick<DirectoryState, 'resolveAuthor'>): DocumentAuthor[] {
  const authors = new Map<string, { name: string; personId: string | null; texts: string[] }>();
  for (const text of texts.map((written) => written.slice(0, LONGEST_AUTHOR))) {
    const known = directory.resolveAuthor(text);
    const name = (known?.name ?? displayName(text)).slice(0, LONGEST_NAME);
    const key = known?.id ?? name.toLowerCase();
    const author = authors.get(key);
    if (author !== undefined) author.texts.push(text);
    else if (name !== '') authors.set(key, { name, personId: known?.id ?? null, texts: [text] });
  }
  return [...authors.values()].slice(0, MOST_AUTHORS).map(({ texts: written, ...author }) => {
    const isName = written.length === 1 && written[0] === author.name;
    return isName ? author : { ...author, texts: [...new Set(written)] };
  });
}

/** What `toAuthors` was given. */
export function textsOf(authors: readonly DocumentAuthor[]): string[] {
  return authors.flatMap(({ name, texts }) => texts ?? [name]);
}

/** "Ada Lovelace <ada@example.com>" → "Ada Lovelace". */
function displayName(text: string): string {
  const withoutAddress = text.replace(/\s*[<(][^<>()\s]*@[^<>()\s]*[>)]\s*/g, ' ').trim();
  return (withoutAddress === '' ? text : withoutAddress).replace(/\s+/g, ' ').trim();
}
