import type { Extracted } from '../../types/extraction.ts';
import { parseDate } from '../dates.ts';
import { usableTitle } from '../document-title.ts';
import { languageTag } from '../ooxml/read-properties.ts';
import { splitAuthors } from '../split-authors.ts';
import type { XmlAttributes, XmlHandler } from '../xml-reader.ts';
import { createOdfTextHandler, type OdfTextSink } from './odf-text.ts';

const ROOTS = new Set(['document', 'document-content', 'document-styles', 'document-meta']);
const MARGINS = new Set(['header', 'footer', 'header-left', 'footer-left', 'header-first', 'footer-first']);
const MOST_MARGIN_CHARACTERS = 100_000;
const MOST_FIELD_CHARACTERS = 10_000;

/** What one OpenDocument says, whether it lies in one XML file or in several. */
export interface OdfDocument {
  /** Understands `content.xml`, `styles.xml`, `meta.xml` and the single file that holds all of them. */
  readonly handler: XmlHandler;
  /** Texts of headers and footers, each once. */
  margins(): string;
  properties(): Omit<Extracted, 'sections' | 'warnings'>;
}

/** ODF 1.3 part 3 §3: `office:meta`, `office:master-styles` and `office:body` go different ways. */
export function createOdfDocument(sink: OdfTextSink): OdfDocument {
  const fields = new Map<string, string>();
  const margins = createMargins();
  const titleStyles = new Set(['Title']);
  const ways = new Map<string, XmlHandler>([
    ['meta', metaHandler(fields)],
    ['master-styles', margins.handler],
    // The styles that a body makes for itself stand before it.
    ['automatic-styles', { open: (name, attributes) => collectTitleStyle(titleStyles, { name, attributes }) }],
    ['body', createOdfTextHandler(sink, titleStyles)],
  ]);
  let way: XmlHandler | undefined;
  let wayName = '';
  return {
    handler: {
      open(name, attributes) {
        // The part before may have been left in the middle.
        if (ROOTS.has(name)) way = undefined;
        if (way !== undefined) way.open?.(name, attributes);
        else {
          way = ways.get(name);
          wayName = name;
        }
      },
      text: (text) => way?.text?.(text),
      close(name) {
        if (name === wayName) way = undefined;
        else way?.close?.(name);
      },
    },
    margins: margins.text,
    properties: () => propertiesOf(fields),
  };
}

function collectTitleStyle(known: Set<string>, { name, attributes }: { name: string; attributes: XmlAttributes }): void {
  if (name === 'style' && attributes.get('parent-style-name') === 'Title') known.add(attributes.get('name') ?? '');
}

function createMargins(): { handler: XmlHandler; text(): string } {
  const texts = new Set<string>();
  let inside: string | undefined;
  let pieces: string[] = [];
  let length = 0;
  let hasField = false;
  const add = (text: string): void => {
    length += text.length;
    if (length <= MOST_MARGIN_CHARACTERS) pieces.push(text);
  };
  const inner = createOdfTextHandler({ text: add, heading: (text) => add(`${text}\n`) });
  return {
    text: () => [...texts].join('\n'),
    handler: {
      open(name, attributes) {
        if (name === 'page-number' || name === 'sheet-name') hasField = true;
        if (inside !== undefined) inner.open?.(name, attributes);
        else if (MARGINS.has(name)) inside = name;
      },
      text(text) {
        if (inside !== undefined) inner.text?.(text);
      },
      close(name) {
        if (inside === undefined) return;
        if (name !== inside) inner.close?.(name);
        else {
          const text = pieces.join('').trim();
          // "Page 7", which LibreOffice puts on every sheet, is none.
          if (text !== '' && !(hasField && !/\s/.test(text))) texts.add(text);
          pieces = [];
          hasField = false;
          inside = undefined;
        }
      },
    },
  };
}

function metaHandler(fields: Map<string, string>): XmlHandler {
  let inside = '';
  return {
    open(name, attributes) {
      inside = name;
      if (name === 'document-statistic') fields.set('pages', attributes.get('page-count') ?? '');
    },
    text(text) {
      const known = fields.get(inside) ?? '';
      if (inside !== '' && known.length < MOST_FIELD_CHARACTERS) fields.set(inside, known + text);
    },
    close: () => {
      inside = '';
    },
  };
}

/** `creator` is whoever saved it last, and the author only where nobody else is named. */
function propertiesOf(fields: Map<string, string>): Omit<Extracted, 'sections' | 'warnings'> {
  const title = usableTitle(fields.get('title'));
  const createdAt = parseDate(fields.get('creation-date'));
  const modifiedAt = parseDate(fields.get('date'));
  const language = languageTag(fields.get('language'));
  const pages = Number(fields.get('pages') ?? 0);
  return {
    ...(title === undefined ? {} : { title }),
    authors: splitAuthors(fields.get('initial-creator') ?? fields.get('creator')),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(language === undefined ? {} : { language }),
    ...(Number.isInteger(pages) && pages > 0 ? { pages } : {}),
  };
}
