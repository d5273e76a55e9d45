import { readXmlPart } from '../read-xml-part.ts';
import type { ZipArchive } from '../zip/open-zip.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const LONGEST_CHAIN = 20;

interface Style {
  name: string;
  basedOn?: string;
  outline?: number;
}

/** Styles whose paragraphs are headings, by id: those with an outline level, and the title's. */
export async function readHeadingStyles(archive: ZipArchive, part: string | undefined): Promise<(id: string) => boolean> {
  const styles = part === undefined ? new Map<string, Style>() : await readStyles(archive, part);
  const known = new Map<string, boolean>();
  return (id) => {
    const isHeading = known.get(id) ?? isHeadingStyle(styles, id);
    known.set(id, isHeading);
    return isHeading;
  };
}

async function readStyles(archive: ZipArchive, part: string): Promise<Map<string, Style>> {
  const styles = new Map<string, Style>();
  let style: Style | undefined;
  await readXmlPart(archive, part, {
    maxBytes: MAX_BYTES,
    handler: {
      open(name, attributes) {
        if (name === 'style') {
          style = { name: '' };
          styles.set(attributes.get('styleId') ?? '', style);
        } else if (style !== undefined && name === 'name') style.name = attributes.get('val') ?? '';
        else if (style !== undefined && name === 'basedOn') style.basedOn = attributes.get('val') ?? '';
        else if (style !== undefined && name === 'outlineLvl') style.outline = Number(attributes.get('val'));
      },
      close(name) {
        if (name === 'style') style = undefined;
      },
    },
  });
  return styles;
}

/** Level 9 says "body text" (ISO/IEC 29500-1 §17.3.1.20). A file may use the built-in ids without defining them. */
function isHeadingStyle(styles: Map<string, Style>, id: string): boolean {
  let style = styles.get(id);
  if (style === undefined) return /^(heading\s?[1-9]|title)$/i.test(id);
  for (let step = 0; style !== undefined && step < LONGEST_CHAIN; step += 1) {
    if (/^(heading [1-9]|title)$/i.test(style.name)) return true;
    if (style.outline !== undefined) return style.outline < 9;
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
  }
  return false;
}
