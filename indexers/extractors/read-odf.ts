import type { Extracted, ExtractionContext, ExtractorInput } from '../types/extraction.ts';
import { usableTitle } from './document-title.ts';
import { ExtractionError } from './extraction-error.ts';
import { createOdfDocument, type OdfDocument } from './odf/odf-document.ts';
import { createXmlFeed, readXmlPart } from './read-xml-part.ts';
import { createSectionBuilder, oneLine, type SectionBuilder } from './section-builder.ts';
import { openZip, type ZipArchive } from './zip/open-zip.ts';

const MAX_CONTENT_BYTES = 400 * 1024 * 1024;
const MAX_PART_BYTES = 32 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;
const MOST_OBJECTS = 100;

/** Text in the order of the document, then objects within it and what stands in headers and footers. */
export async function readOdf(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const work = createWork(context);
  const isPackage = Buffer.from(file.read(0, 2)).toString('latin1') === 'PK';
  const problems = isPackage ? await readPackage(await openZip(file), work) : readSingleFile(file, work);
  const { builder, document } = work;
  if (!builder.isFull()) {
    builder.page(undefined);
    builder.text(document.margins());
  }
  const { sections, warnings } = builder.finish();
  if (sections.length === 0 && problems.length > 0)
    throw new ExtractionError('corrupt', 'The document is damaged: nothing of it can be read');
  const { title: ownTitle, pages: declaredPages, ...properties } = document.properties();
  const title = ownTitle ?? usableTitle(work.firstHeading());
  const pages = work.pages() > 0 ? work.pages() : declaredPages;
  return {
    ...properties,
    ...(title === undefined ? {} : { title }),
    ...(pages === undefined ? {} : { pages }),
    sections,
    warnings: [...problems, ...work.warnings(), ...warnings],
  };
}

interface Work {
  builder: SectionBuilder;
  document: OdfDocument;
  /** Slides, sheets or drawn pages so far. */
  pages(): number;
  firstHeading(): string | undefined;
  warnings(): string[];
}

function createWork(context: ExtractionContext): Work {
  const builder = createSectionBuilder(context);
  let pages = 0;
  let firstHeading: string | undefined;
  const isTooMany = (): boolean => pages > context.maxPages;
  const document = createOdfDocument({
    text(text) {
      if (!isTooMany()) builder.text(text);
    },
    heading(text) {
      firstHeading ??= oneLine(text);
      if (!isTooMany()) builder.heading(text);
    },
    page(name) {
      pages += 1;
      if (isTooMany()) return;
      builder.page(pages);
      builder.heading(name);
    },
  });
  return {
    builder,
    document,
    pages: () => pages,
    firstHeading: () => firstHeading,
    warnings: () => (isTooMany() ? [`Only the first ${context.maxPages} of ${pages} pages were read`] : []),
  };
}

async function readPackage(archive: ZipArchive, { builder, document }: Work): Promise<string[]> {
  await refuseEncrypted(archive);
  const { handler } = document;
  const isDone = builder.isFull;
  const content = await readXmlPart(archive, 'content.xml', { maxBytes: MAX_CONTENT_BYTES, handler, isDone });
  await readXmlPart(archive, 'meta.xml', { maxBytes: MAX_PART_BYTES, handler });
  const styles = await readXmlPart(archive, 'styles.xml', { maxBytes: MAX_PART_BYTES, handler });
  // Some templates are nothing but styles.
  if (content === undefined && styles === undefined)
    throw new ExtractionError('corrupt', 'The file is no OpenDocument, or damaged: it has no content');
  const objectProblems = await readObjects(archive, builder);
  return [
    ...archive.warnings,
    ...(content?.problem === undefined ? [] : [content.problem]),
    ...(styles?.problem === undefined ? [] : [`Headers and footers: ${styles.problem}`]),
    ...objectProblems,
  ];
}

/** ODF 1.3 part 2 §3.4: the manifest tells how each file is encrypted; since 1.4 it may be one file with everything. */
async function refuseEncrypted(archive: ZipArchive): Promise<void> {
  let isEncrypted = archive.has('encrypted-package');
  const open = (name: string): void => {
    if (name === 'encryption-data') isEncrypted = true;
  };
  await readXmlPart(archive, 'META-INF/manifest.xml', { maxBytes: MAX_PART_BYTES, handler: { open } });
  if (isEncrypted) throw new ExtractionError('encrypted', 'The document is protected by a password');
}

/** Charts, formulas and sheets within the document. Returns what is missing, in words. */
async function readObjects(archive: ZipArchive, builder: SectionBuilder): Promise<string[]> {
  const parts = archive.entries.filter(({ name }) => /^(\.\/)?Object [^/]+\/content\.xml$/.test(name));
  const problems: string[] = [];
  if (parts.length > MOST_OBJECTS) problems.push(`Only the first ${MOST_OBJECTS} of ${parts.length} objects in it were read`);
  if (parts.length > 0) builder.page(undefined);
  for (const { name } of parts.slice(0, MOST_OBJECTS)) {
    const sink = { text: builder.text, heading: (text: string) => builder.text(`${text}\n`) };
    const { handler } = createOdfDocument(sink);
    const result = await readXmlPart(archive, name, { maxBytes: MAX_PART_BYTES, handler, isDone: builder.isFull });
    if (result?.problem !== undefined) problems.push(`${name.replace(/^\.\/|\/content\.xml$/g, '')}: ${result.problem}`);
  }
  return problems;
}

function readSingleFile(file: ExtractorInput, { builder, document }: Work): string[] {
  let root: string | undefined;
  const feed = createXmlFeed(
    {
      ...document.handler,
      open(name, attributes) {
        root ??= name;
        document.handler.open?.(name, attributes);
      },
    },
    () => builder.isFull() || (root !== undefined && root !== 'document'),
  );
  for (let at = 0; at < file.size; at += PIECE_BYTES) if (!feed.write(file.read(at, PIECE_BYTES))) break;
  const problem = feed.end();
  if (root !== 'document') throw new ExtractionError('corrupt', 'The file is no OpenDocument, or damaged');
  return problem === undefined ? [] : [`Only a part of it was read: ${problem}`];
}
