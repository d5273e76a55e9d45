import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { declaredCharset } from './declared-charset.ts';
import { decodeText } from './decode-text.ts';
import { usableTitle } from './document-title.ts';
import { createSectionBuilder, type SectionBuilder, tooLong } from './section-builder.ts';
import { createXmlReader } from './xml-reader.ts';

const CHUNK = 64 * 1024;
/** Elements that are pieces of a word or line: Word's runs, spans of OpenDocument, SVG and DocBook. */
const INLINE = new Set([
  'r',
  't',
  'span',
  'tspan',
  's',
  'rPr',
  'b',
  'i',
  'em',
  'emphasis',
  'strong',
  'a',
  'ulink',
  'link',
  'sub',
  'sup',
]);
const SILENT = new Set(['script', 'style', 'binData', 'binary-data']);
const TITLE = 'title';
/** Below this share of the file, what there is to read stands in attributes: settings, catalogues. */
const LEAST_SHARE = 0.05;

interface XmlOptions {
  /** Drawings have no words in their attributes, only shapes. */
  isDrawing: boolean;
  /** The file goes on: that its end is missing is no damage. */
  isHead: boolean;
  limits: ExtractorLimits;
}

export function readXml(bytes: Uint8Array, { isDrawing, isHead, limits }: XmlOptions): Extracted {
  const whole = decodeText(bytes, declaredCharset(bytes)).text;
  const page = readElements(whole, { isHead, limits });
  const isAllAttributes =
    !isDrawing && page.characters < LEAST_SHARE * Math.min(whole.length, limits.maxCharacters) && page.silent <= page.characters;
  const named = { ...(page.title === undefined ? {} : { title: page.title }), authors: [] };
  if (!isAllAttributes) return { ...named, sections: page.sections, warnings: page.warnings };
  const sections = [{ text: whole.slice(0, limits.maxCharacters) }];
  return { ...named, sections, warnings: whole.length > limits.maxCharacters ? [tooLong(limits)] : [] };
}

function readElements(xml: string, { isHead, limits }: Omit<XmlOptions, 'isDrawing'>) {
  const builder = createSectionBuilder(limits);
  const handler = createHandler(builder);
  const reader = createXmlReader(handler);
  for (let at = 0; at < xml.length && !reader.isStopped() && !builder.isFull(); at += CHUNK)
    reader.write(xml.slice(at, at + CHUNK));
  if (!builder.isFull() && !isHead) reader.end();
  const problem = reader.problem();
  const { sections, warnings } = builder.finish();
  return {
    ...handler.counts(),
    title: usableTitle(handler.title()),
    sections,
    warnings: problem === undefined ? warnings : [...warnings, `Only the beginning was read: ${problem}`],
  };
}

function createHandler(builder: SectionBuilder) {
  let silence = 0;
  let isTitle = false;
  let title: string | undefined;
  let characters = 0;
  let silent = 0;
  return {
    open(name: string): void {
      if (silence > 0 || SILENT.has(name)) silence += 1;
      else if (name === TITLE && title === undefined) isTitle = true;
      if (!INLINE.has(name)) builder.lineBreak();
    },
    text(text: string): void {
      if (silence > 0) {
        silent += text.length;
        return;
      }
      if (isTitle) title = `${title ?? ''}${text}`;
      characters += text.trim().length;
      builder.text(text.replace(/\s+/g, ' '));
    },
    close(name: string): void {
      if (silence > 0) silence -= 1;
      isTitle = false;
      if (!INLINE.has(name)) builder.lineBreak();
    },
    title: () => title,
    counts: () => ({ characters, silent }),
  };
}
