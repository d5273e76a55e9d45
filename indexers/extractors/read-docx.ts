import type { Extracted, ExtractionContext, ExtractorInput } from '../types/extraction.ts';
import { usableTitle } from './document-title.ts';
import { ExtractionError } from './extraction-error.ts';
import { type OoxmlPackage, openPackage, type Relationship } from './ooxml/open-package.ts';
import { readDrawingText } from './ooxml/read-drawing-text.ts';
import { readEmbedded } from './ooxml/read-embedded.ts';
import { readProperties } from './ooxml/read-properties.ts';
import { readHeadingStyles } from './ooxml/read-word-styles.ts';
import { createWordTextHandler } from './ooxml/word-text.ts';
import { readXmlPart } from './read-xml-part.ts';
import { createSectionBuilder, oneLine, type SectionBuilder, tidy } from './section-builder.ts';

const MAX_BODY_BYTES = 200 * 1024 * 1024;
const MAX_PART_BYTES = 32 * 1024 * 1024;
/** Of header and footer, which are there to be on every page. */
const MAX_MARGIN_CHARACTERS = 100_000;

/** The body in its order, then what stands beside it: notes, comments, diagrams, headers and footers, files within. */
export async function readDocx(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const document = await openPackage(file, { usual: 'word/document.xml', kind: 'Word document' });
  const relationships = await document.relationshipsOf(document.mainPart);
  const builder = createSectionBuilder(context);
  const body = await readBody(document, { relationships, builder });
  const problems = builder.isFull() ? [] : await readBeside(document, { relationships, builder });
  const { sections, warnings } = builder.finish();
  if (body.problem !== undefined && sections.length === 0) throw new ExtractionError(body.cause, body.problem);
  const embedded = await readEmbedded(document, relationships, context);
  const { title: ownTitle, ...properties } = await readProperties(document.archive);
  const title = ownTitle ?? usableTitle(body.firstHeading);
  return {
    ...properties,
    ...(title === undefined ? {} : { title }),
    sections: [...sections, ...embedded.sections],
    warnings: [
      ...document.archive.warnings,
      ...(body.problem === undefined ? [] : [body.problem]),
      ...problems,
      ...warnings,
      ...embedded.warnings,
    ],
  };
}

interface Work {
  relationships: Relationship[];
  builder: SectionBuilder;
}

interface Body {
  firstHeading: string | undefined;
  problem: string | undefined;
  cause: 'corrupt' | 'too-large';
}

async function readBody({ archive, mainPart }: OoxmlPackage, { relationships, builder }: Work): Promise<Body> {
  const styles = relationships.find(({ type }) => type === 'styles')?.target;
  let firstHeading: string | undefined;
  const sink = {
    text: builder.text,
    heading(text: string) {
      firstHeading ??= oneLine(text);
      builder.heading(text);
    },
  };
  const result = await readXmlPart(archive, mainPart, {
    maxBytes: MAX_BODY_BYTES,
    handler: createWordTextHandler(sink, await readHeadingStyles(archive, styles)),
    isDone: builder.isFull,
  });
  const isTooLarge = result?.problem?.startsWith('Only the first') ?? false;
  return { firstHeading, problem: result?.problem, cause: isTooLarge ? 'too-large' : 'corrupt' };
}

/** Returns what is missing, in words. */
async function readBeside({ archive }: OoxmlPackage, { relationships, builder }: Work): Promise<string[]> {
  const problems: string[] = [];
  const note = (name: string, problem: string | undefined): void => {
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  };
  const partsOf = (...types: string[]): string[] => [
    ...new Set(relationships.filter(({ type }) => types.includes(type)).map(({ target }) => target)),
  ];
  for (const part of partsOf('footnotes', 'endnotes', 'comments')) {
    builder.heading('');
    const handler = createWordTextHandler({ text: builder.text, heading: (text) => builder.text(`${text}\n`) });
    const result = await readXmlPart(archive, part, { maxBytes: MAX_PART_BYTES, handler, isDone: builder.isFull });
    note(partsOf('comments').includes(part) ? 'Comments' : 'Notes', result?.problem);
  }
  builder.heading('');
  for (const part of partsOf('diagramData', 'chart', 'chartEx')) {
    const { text, problem } = await readDrawingText(archive, part);
    builder.text(`${text}\n`);
    note('A diagram', problem);
  }
  builder.heading('');
  const margins = await readMargins(archive, partsOf('header', 'footer'));
  builder.text(margins.text);
  for (const problem of margins.problems) note('Headers and footers', problem);
  return problems;
}

/** One and the same on most pages: each text once. */
async function readMargins(
  archive: OoxmlPackage['archive'],
  parts: string[],
): Promise<{ text: string; problems: ReadonlySet<string> }> {
  const texts = new Set<string>();
  const problems = new Set<string>();
  let length = 0;
  for (const part of parts) {
    const pieces: string[] = [];
    const add = (text: string): void => {
      pieces.push(text);
      length += text.length;
    };
    const handler = createWordTextHandler({ text: add, heading: (text) => add(`${text}\n`) });
    const isDone = (): boolean => length > MAX_MARGIN_CHARACTERS;
    const result = await readXmlPart(archive, part, { maxBytes: MAX_PART_BYTES, handler, isDone });
    if (result?.problem !== undefined) problems.add(result.problem);
    const text = tidy(pieces.join(''));
    if (text !== '') texts.add(text);
  }
  return { text: [...texts].join('\n'), problems };
}
