import { readXmlPart } from '../read-xml-part.ts';
import type { XmlHandler } from '../xml-reader.ts';
import type { ZipArchive } from '../zip/open-zip.ts';

const MAX_BYTES = 64 * 1024 * 1024;

export interface SlideText {
  /** Text of the title's placeholder. */
  title: string;
  text: string;
  /** Text of the footer's placeholder: the same on most slides. */
  footer: string;
  problem?: string;
}

/** Where a shape's text goes. Numbers and dates that PowerPoint fills in are left out. */
type Place = 'title' | 'text' | 'footer' | 'none';

const PLACES: Record<string, Place> = {
  title: 'title',
  ctrTitle: 'title',
  ftr: 'footer',
  hdr: 'footer',
  sldNum: 'none',
  dt: 'none',
  sldImg: 'none',
};

/** A slide, or its notes. Shapes in the order of the file; a row of a table is a line, with tabs between the cells. */
export async function readSlideText(archive: ZipArchive, part: string, maxCharacters: number): Promise<SlideText | undefined> {
  const found: Record<Place, string[]> = { title: [], text: [], footer: [], none: [] };
  let length = 0;
  const add = (place: Place, text: string): void => {
    found[place].push(text);
    length += text.length;
  };
  const result = await readXmlPart(archive, part, {
    maxBytes: MAX_BYTES,
    handler: slideHandler(add),
    isDone: () => length > maxCharacters,
  });
  if (result === undefined) return undefined;
  return { title: found.title.join(''), text: found.text.join(''), footer: found.footer.join(''), ...result };
}

function slideHandler(add: (place: Place, text: string) => void): XmlHandler {
  let place: Place = 'text';
  let tables = 0;
  let fallbacks = 0;
  let isText = false;
  let isNumber = false;
  return {
    open(name, attributes) {
      isText = name === 't' && fallbacks === 0 && !isNumber;
      if (name === 'Fallback') fallbacks += 1;
      else if (name === 'ph') place = PLACES[attributes.get('type') ?? ''] ?? 'text';
      else if (name === 'tbl') tables += 1;
      else if (name === 'br') add(place, tables > 0 ? ' ' : '\n');
      else if (name === 'fld') isNumber = attributes.get('type') === 'slidenum';
    },
    text(text) {
      if (isText) add(place, text);
    },
    close(name) {
      isText = false;
      if (name === 'Fallback') fallbacks -= 1;
      else if (name === 'sp') place = 'text';
      else if (name === 'p' && fallbacks === 0) add(place, tables > 0 ? ' ' : '\n');
      else if (name === 'tc') add(place, '\t');
      else if (name === 'tr') add(place, '\n');
      else if (name === 'tbl') tables = Math.max(0, tables - 1);
      else if (name === 'fld') isNumber = false;
    },
  };
}
