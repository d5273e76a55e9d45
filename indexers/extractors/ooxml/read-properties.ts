import type { Extracted } from '../../types/extraction.ts';
import { parseDate } from '../dates.ts';
import { usableTitle } from '../document-title.ts';
import { readXmlPart } from '../read-xml-part.ts';
import { splitAuthors } from '../split-authors.ts';
import type { ZipArchive } from '../zip/open-zip.ts';

const MAX_BYTES = 1024 * 1024;

export type OoxmlProperties = Pick<Extracted, 'title' | 'authors' | 'createdAt' | 'modifiedAt' | 'language' | 'pages'>;

/** What a document says of itself (ISO/IEC 29500-2 §11). Whoever saved it last (`lastModifiedBy`) is no author. */
export async function readProperties(archive: ZipArchive): Promise<OoxmlProperties> {
  const core = await readFields(archive, 'docProps/core.xml');
  const app = await readFields(archive, 'docProps/app.xml');
  const title = usableTitle(core.get('title'));
  const createdAt = parseDate(core.get('created'));
  const modifiedAt = parseDate(core.get('modified'));
  const language = languageTag(core.get('language'));
  const pages = Number(app.get('Pages') ?? Number.NaN);
  return {
    ...(title === undefined ? {} : { title }),
    authors: splitAuthors(core.get('creator')),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(language === undefined ? {} : { language }),
    ...(Number.isInteger(pages) && pages > 0 ? { pages } : {}),
  };
}

export function languageTag(text: string | undefined): string | undefined {
  const tag = text?.trim().replace('_', '-') ?? '';
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined;
}

async function readFields(archive: ZipArchive, part: string): Promise<Map<string, string>> {
  const fields = new Map<string, string>();
  let inside = '';
  await readXmlPart(archive, part, {
    maxBytes: MAX_BYTES,
    handler: {
      open: (name) => {
        inside = name;
      },
      text: (text) => void fields.set(inside, (fields.get(inside) ?? '') + text),
      close: () => {
        inside = '';
      },
    },
  });
  return fields;
}
