import { parse_zip, type WorkBook } from '@e965/xlsx';
import type { ExtractorInput } from '../../types/extraction.ts';
import { parseDate } from '../dates.ts';
import { usableTitle } from '../document-title.ts';
import { ExtractionError } from '../extraction-error.ts';
import { splitAuthors } from '../split-authors.ts';
import { openZip, type ZipArchive } from '../zip/open-zip.ts';
import { PARSING, sheetsOf } from './read-library.ts';
import { DAMAGED, type Workbook } from './workbook.ts';

declare module '@e965/xlsx' {
  /** Exported by the library and left out of its types: reads a package that somebody else has unpacked. */
  export function parse_zip(parts: { FullPaths: string[]; FileIndex: PackagePart[] }, options: ParsingOptions): WorkBook;
}

interface PackagePart {
  name: string;
  content: Buffer;
  type: 2;
}

/** What the text is in; macros, pictures and printer settings stay packed. */
const NEEDED =
  /^(\[Content_Types\]\.xml|docProps\/(core|app)\.xml|xl\/(?!vba|media|printer|theme|external|calcChain)[^?*]*\.(bin|rels|xml|vml))$/i;
const MAX_PART_BYTES = 128 * 1024 * 1024;
/** A cell takes at least ten bytes, and about 130 in memory: of more, not all rows are read. */
const PLENTY_BYTES = 32 * 1024 * 1024;
const ALL_ROWS = 1_048_576;

/** A package of binary parts (MS-XLSB). It is unpacked here, within limits: the library has none. */
export async function readBinaryPackage(file: ExtractorInput): Promise<Workbook> {
  const archive = await openZip(file);
  const parts = await unpack(archive);
  const bytes = parts.reduce((sum, { content }) => sum + content.length, 0);
  const rows = bytes <= PLENTY_BYTES ? ALL_ROWS : Math.floor((ALL_ROWS * PLENTY_BYTES) / bytes);
  const warnings = [
    ...(rows < ALL_ROWS ? [`Only the first ${rows} rows of each sheet were read: the workbook is very large`] : []),
    ...(archive.warnings.length > 0 ? [DAMAGED] : []),
  ];
  try {
    const book = parse_zip(
      { FullPaths: parts.map(({ name }) => name), FileIndex: parts },
      { ...PARSING, ...(rows < ALL_ROWS && { sheetRows: rows }) },
    );
    return { sheets: sheetsOf(book), properties: describe(book), warnings: () => warnings };
  } catch (error) {
    throw new ExtractionError('corrupt', 'The workbook cannot be read: it is damaged', { cause: error });
  }
}

async function unpack(archive: ZipArchive): Promise<PackagePart[]> {
  const parts: PackagePart[] = [];
  for (const { name } of archive.entries) {
    if (!NEEDED.test(name)) continue;
    const content = await archive.read(name, MAX_PART_BYTES);
    if (content !== undefined) parts.push({ name, content, type: 2 });
  }
  return parts;
}

function describe({ Props = {} }: WorkBook): Workbook['properties'] {
  const title = usableTitle(Props.Title);
  const createdAt = parseDate(Props.CreatedDate);
  const modifiedAt = parseDate(Props.ModifiedDate);
  return {
    authors: splitAuthors(Props.Author),
    ...(title === undefined ? {} : { title }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}
