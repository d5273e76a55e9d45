import { ExtractionError } from './extraction-error.ts';
import type { RawFile } from './raw-file.ts';
import { openZip, type ZipArchive } from './zip/open-zip.ts';

const ZIP = 'application/zip';
const MAX_BYTES = 4 * 1024 * 1024;
const OPEN_DOCUMENT = /^application\/(vnd\.oasis\.opendocument\.[a-z-]+|vnd\.sun\.xml\.[a-z.]+|epub\+zip)$/;

/**
 * What a ZIP file is: the media type of the document in it, in lower case, or `application/zip`. Undefined when it is no archive
 * that can be read. Looks at what the archive says of itself, never at the file's name.
 */
export async function detectZip(file: Pick<RawFile, 'size' | 'read'>): Promise<string | undefined> {
  try {
    const archive = await openZip(file);
    return (await openDocumentType(archive)) ?? (await openXmlType(archive)) ?? typeByParts(archive) ?? ZIP;
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    // Even the names are encrypted, or a part of it is damaged.
    return error.failure === 'encrypted' ? ZIP : undefined;
  }
}

/** ODF 1.3 part 2 §3.3 and OCF 3.3 §4.2.2: a file of this name, in plain text; some writers leave it to the manifest. */
async function openDocumentType(archive: ZipArchive): Promise<string | undefined> {
  const declared = (await readText(archive, 'mimetype')).split(';')[0]?.trim().toLowerCase() ?? '';
  if (OPEN_DOCUMENT.test(declared)) return declared;
  if (archive.has('META-INF/container.xml')) return 'application/epub+zip';
  if (!archive.has('content.xml')) return undefined;
  const manifest = await readText(archive, 'META-INF/manifest.xml');
  const types = [...manifest.matchAll(/media-type\s*=\s*["']([^"']+)["']/g)].map(([, type = '']) => type.toLowerCase());
  return types.find((type) => OPEN_DOCUMENT.test(type));
}

/** ISO/IEC 29500-2 §10.1.2: each part has a content type, and that of the main part tells what the package is. */
async function openXmlType(archive: ZipArchive): Promise<string | undefined> {
  const types = await readText(archive, '[Content_Types].xml');
  for (const [, type = ''] of types.matchAll(/ContentType\s*=\s*["']([^"']+)["']/g)) {
    const main =
      /^(application\/vnd\.(?:openxmlformats-officedocument|ms-(?:word|excel|powerpoint))\.[a-z.]+)\.main(?:\+xml)?$/.exec(
        type.trim().toLowerCase(),
      )?.[1];
    // Registered as "…macroEnabled.12", written as "…macroEnabled.main+xml", and for Word's templates as "macroEnabledTemplate".
    if (main !== undefined) return main.replace(/macroenabled(template)?$/, 'macroenabled.12');
  }
  return undefined;
}

/** For packages whose list of content types is missing or broken. */
function typeByParts(archive: ZipArchive): string | undefined {
  const office = 'application/vnd.openxmlformats-officedocument.';
  if (archive.has('word/document.xml')) return `${office}wordprocessingml.document`;
  if (archive.has('xl/workbook.xml')) return `${office}spreadsheetml.sheet`;
  if (archive.has('ppt/presentation.xml')) return `${office}presentationml.presentation`;
  return undefined;
}

async function readText(archive: ZipArchive, name: string): Promise<string> {
  try {
    const bytes = await archive.read(name, MAX_BYTES);
    if (bytes === undefined) return '';
    const isUtf16 = bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[1] === 0);
    return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
  } catch (error) {
    // A damaged list of types is no reason not to look further.
    if (error instanceof ExtractionError) return '';
    throw error;
  }
}
