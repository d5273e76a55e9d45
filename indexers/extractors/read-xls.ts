import type { Extracted, ExtractorInput, ExtractorLimits } from '../types/extraction.ts';
import { openCompound } from './compound/compound-file.ts';
import { readCompoundProperties } from './compound/properties.ts';
import { ExtractionError } from './extraction-error.ts';
import { createSectionBuilder } from './section-builder.ts';
import { readBinaryPackage } from './xls/read-binary-package.ts';
import { isExcelStream, readExcelStream } from './xls/read-excel-stream.ts';
import { DAMAGED, type Workbook } from './xls/workbook.ts';

const COMPOUND = 'd0cf11e0';
const ZIP = '504b';

/** Sheets are pages under their names. */
export async function readXls(file: ExtractorInput, limits: ExtractorLimits): Promise<Extracted> {
  const { sheets, properties, warnings: missing } = await open(file);
  const builder = createSectionBuilder(limits);
  for (const [index, { name, lines }] of sheets.slice(0, limits.maxPages).entries()) {
    if (builder.isFull()) break;
    builder.page(index + 1);
    builder.heading(name);
    for (const line of lines()) {
      builder.text(`${line}\n`);
      if (builder.isFull()) break;
    }
  }
  const { sections, warnings } = builder.finish();
  const tooMany = sheets.length > limits.maxPages ? [`Only the first ${limits.maxPages} sheets were read`] : [];
  return { ...properties, pages: sheets.length, sections, warnings: [...warnings, ...tooMany, ...missing()] };
}

async function open(file: ExtractorInput): Promise<Workbook> {
  const head = Buffer.from(file.read(0, 8));
  if (head.toString('hex', 0, 2) === ZIP) return readBinaryPackage(file);
  if (isExcelStream(head)) return { ...readExcelStream(Buffer.from(file.bytes())), properties: { authors: [] } };
  if (head.toString('hex', 0, 4) !== COMPOUND) throw new ExtractionError('corrupt', 'The file is not an Excel workbook');
  const compound = openCompound(file);
  const stream = compound.stream('Workbook') ?? compound.stream('Book');
  if (stream === undefined) throw new ExtractionError('corrupt', 'The file is damaged: the workbook in it is missing');
  const { pages: _pages, slides: _slides, ...properties } = readCompoundProperties(compound);
  const { sheets, warnings } = readExcelStream(stream);
  return { sheets, properties, warnings: () => [...new Set([...warnings(), ...(compound.isDamaged() ? [DAMAGED] : [])])] };
}
