import { Parser } from 'htmlparser2';
import type { Extracted, ExtractorLimits, Section } from '../types.ts';
import { parseDate } from './dates.ts';
import { usableTitle } from './document-title.ts';
import { ExtractionError } from './extraction-error.ts';
import { type HtmlContent, readHtml } from './read-html.ts';
import { tidy, tooLong } from './section-builder.ts';
import { splitAuthors } from './split-authors.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

const BODY = 'word/document.xml';
/** mammoth builds a tree of the whole body: beyond this it may need more memory than a child has, and the text alone is read. */
const MAMMOTH_BYTES = 8 * 1024 * 1024;
const MAX_BODY_BYTES = 100 * 1024 * 1024;
const MAX_PART_BYTES = 8 * 1024 * 1024;
/** mammoth unpacks these parts too, whatever size the archive declares for them. */
const READ_BY_MAMMOTH = /^(\[Content_Types\]\.xml|_rels\/.*|word\/[^/]+\.xml|word\/_rels\/.*)$/;
const MARGINS = /^word\/(header|footer|comments)\d*\.xml$/;

/** The body by mammoth, headers, footers and comments by ourselves (mammoth leaves them out). */
export async function readDocx(bytes: Uint8Array, limits: ExtractorLimits): Promise<Extracted> {
  const archive = openZip(bytes);
  const body = readBody(archive);
  const page = body.length <= MAMMOTH_BYTES ? readHtml(await bodyAsHtml(bytes), limits) : readTextAlone(body, limits);
  const { title: ownTitle, ...properties } = readProperties(archive);
  const title = ownTitle ?? usableTitle(page.firstHeading);
  return {
    ...properties,
    ...(title === undefined ? {} : { title }),
    sections: [...page.sections, ...readMargins(archive, limits.maxCharacters - lengthOf(page.sections))],
    warnings: page.warnings,
  };
}

/** Everything that mammoth will unpack is unpacked here first, within limits. */
function readBody(archive: ZipArchive): Buffer {
  const body = archive.read(BODY, MAX_BODY_BYTES);
  if (body === undefined) throw new ExtractionError('corrupt', 'The file is not a Word document: it has no body');
  for (const name of archive.names) if (READ_BY_MAMMOTH.test(name) && name !== BODY) archive.read(name, MAMMOTH_BYTES);
  return body;
}

function readTextAlone(body: Buffer, limits: ExtractorLimits): Pick<HtmlContent, 'sections' | 'warnings' | 'firstHeading'> {
  const whole = wordText(body.toString('utf8'));
  const text = whole.slice(0, limits.maxCharacters);
  const sections = text === '' ? [] : [{ text }];
  return { sections, warnings: whole.length > text.length ? [tooLong(limits)] : [], firstHeading: undefined };
}

async function bodyAsHtml(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh"],
        // Pictures would be written into the HTML as base64.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
      },
    );
    return value;
  } catch (error) {
    throw new ExtractionError('corrupt', 'The document cannot be read: it is damaged', { cause: error });
  }
}

function readProperties(archive: ZipArchive): { title?: string; authors: string[]; createdAt?: number; modifiedAt?: number } {
  const core = archive.read('docProps/core.xml', MAX_PART_BYTES)?.toString('utf8');
  if (core === undefined) return { authors: [] };
  const fields = elementTexts(core, ['dc:title', 'dc:creator', 'dcterms:created', 'dcterms:modified']);
  const title = usableTitle(fields.get('dc:title'));
  const createdAt = parseDate(fields.get('dcterms:created'));
  const modifiedAt = parseDate(fields.get('dcterms:modified'));
  return {
    ...(title === undefined ? {} : { title }),
    authors: splitAuthors(fields.get('dc:creator')),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}

function elementTexts(xml: string, names: string[]): Map<string, string> {
  const texts = new Map<string, string>();
  let inside: string | undefined;
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (names.includes(name)) inside = name;
      },
      ontext: (text) => {
        if (inside !== undefined) texts.set(inside, (texts.get(inside) ?? '') + text);
      },
      onclosetag: (name) => {
        if (name === inside) inside = undefined;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return texts;
}

/** Header and footer are often one and the same on every page: each text once. */
function readMargins(archive: ZipArchive, room: number): Section[] {
  const texts = new Set<string>();
  for (const name of archive.names.filter((part) => MARGINS.test(part))) {
    const text = wordText(archive.read(name, MAX_PART_BYTES)?.toString('utf8') ?? '');
    if (text !== '') texts.add(text);
  }
  const text = [...texts].join('\n').slice(0, Math.max(0, room));
  return text === '' ? [] : [{ text }];
}

/** `w:t` holds the text, `w:p` is a paragraph. */
function wordText(xml: string): string {
  let text = '';
  let isText = false;
  const parser = new Parser(
    {
      onopentag: (name) => {
        isText = name === 'w:t';
        if (name === 'w:tab' || name === 'w:br') text += ' ';
      },
      ontext: (piece) => {
        if (isText) text += piece;
      },
      onclosetag: (name) => {
        isText = false;
        if (name === 'w:p') text += '\n';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return tidy(text);
}

function lengthOf(sections: Section[]): number {
  return sections.reduce((sum, { text, heading }) => sum + text.length + (heading?.length ?? 0), 0);
}
