import type { Extracted, ExtractorInput, ExtractorLimits, Section } from '../../types/extraction.ts';
import { parseDate } from '../dates.ts';
import { declaredCharset } from '../declared-charset.ts';
import { decodeText } from '../decode-text.ts';
import { usableTitle } from '../document-title.ts';
import { ExtractionError } from '../extraction-error.ts';
import { readHtml } from '../read-html.ts';
import { tooLong } from '../section-builder.ts';
import { openZip, type ZipArchive } from '../zip/open-zip.ts';
import { readChapterNames } from './chapter-names.ts';
import { type BookPackage, readPackage, resolvePath } from './package.ts';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
const MAX_CHAPTER_BYTES = 64 * 1024 * 1024;
const MAX_LIST_BYTES = 16 * 1024 * 1024;
const MOST_CHAPTERS = 5000;

/** EPUB 3.3: the container names the package, its spine the chapters in the order of reading. */
export async function readEpub(file: ExtractorInput, limits: ExtractorLimits): Promise<Extracted> {
  const archive = await openZip(file);
  const read = async (path: string): Promise<string | undefined> => textOf(await archive.read(path, MAX_LIST_BYTES));
  const packagePath = /full-path\s*=\s*["']([^"']+)["']/.exec((await read(CONTAINER)) ?? '')?.[1];
  const source = packagePath === undefined ? undefined : await read(packagePath);
  if (packagePath === undefined || source === undefined)
    throw new ExtractionError('corrupt', 'The book is damaged: its table of contents is missing');
  const book = readPackage(source, packagePath);
  if (isLocked(book, (await read(ENCRYPTION)) ?? '')) throw new ExtractionError('encrypted', 'The book is copy-protected');
  const names = await readChapterNames(book, read);
  const { sections, warnings } = await readChapters(archive, { book, names, limits });
  return { ...describe(book), sections, warnings: [...archive.warnings, ...warnings] };
}

interface Book {
  book: BookPackage;
  names: ReadonlyMap<string, string>;
  limits: ExtractorLimits;
}

async function readChapters(
  archive: ZipArchive,
  { book, names, limits }: Book,
): Promise<Pick<Extracted, 'sections' | 'warnings'>> {
  const sections: Section[] = [];
  const warnings: string[] = [];
  let left = limits.maxCharacters;
  let lost = 0;
  for (const path of book.chapters.slice(0, MOST_CHAPTERS)) {
    if (left <= 0) break;
    const html = await readChapter(archive, path);
    if (html === undefined) lost += 1;
    else {
      const page = readHtml(html, { ...limits, maxCharacters: left });
      const chapter = withName(page.sections, names.get(path));
      left -= chapter.reduce((sum, section) => sum + section.text.length + (section.heading?.length ?? 0), 0);
      if (page.warnings.some((warning) => warning.startsWith('Only the first'))) left = 0;
      sections.push(...chapter);
    }
  }
  if (lost > 0) warnings.push(`${lost} of its ${book.chapters.length} chapters cannot be read`);
  if (book.chapters.length > MOST_CHAPTERS) warnings.push(`Only the first ${MOST_CHAPTERS} chapters were read`);
  return { sections, warnings: left <= 0 ? [...warnings, tooLong(limits)] : warnings };
}

/** One broken chapter does not cost the book. */
async function readChapter(archive: ZipArchive, path: string): Promise<string | undefined> {
  try {
    return textOf(await archive.read(path, MAX_CHAPTER_BYTES));
  } catch (error) {
    if (error instanceof ExtractionError && error.failure !== 'encrypted') return undefined;
    throw error;
  }
}

function textOf(bytes: Buffer | undefined): string | undefined {
  return bytes === undefined ? undefined : decodeText(bytes, declaredCharset(bytes)).text;
}

/** Chapters without a heading of their own have one in the table of contents. */
function withName(sections: Section[], name: string | undefined): Section[] {
  const [first, ...rest] = sections;
  if (name === undefined || first === undefined || sections.some(({ heading }) => heading !== undefined)) return sections;
  // LibreOffice writes headings as ordinary paragraphs.
  const text = first.text.startsWith(`${name}\n`) ? first.text.slice(name.length).trimStart() : first.text;
  return [{ ...first, text, heading: name }, ...rest];
}

function describe({ title: given, creators, language, date, modified }: BookPackage): Omit<Extracted, 'sections' | 'warnings'> {
  const title = usableTitle(given);
  const createdAt = parseDate(date);
  const modifiedAt = parseDate(modified);
  return {
    ...(title === undefined ? {} : { title }),
    authors: creators,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(language === undefined ? {} : { language }),
  };
}

/** Fonts are scrambled in books that anybody may read; a scrambled chapter is protected (OCF 3.3 §4.2.6.3.2). */
function isLocked({ chapters }: BookPackage, encryption: string): boolean {
  const scrambled = [...encryption.matchAll(/CipherReference\s+URI\s*=\s*["']([^"']+)["']/g)].map(([, uri = '']) =>
    resolvePath('', uri),
  );
  return scrambled.length > 0 && chapters.some((chapter) => scrambled.includes(chapter));
}
