import type { Embedded, Extracted, ExtractionContext, ExtractorInput } from '../types/extraction.ts';
import { ExtractionError } from './extraction-error.ts';
import { type OoxmlPackage, openPackage, type Relationship } from './ooxml/open-package.ts';
import { readDrawingText } from './ooxml/read-drawing-text.ts';
import { readEmbedded } from './ooxml/read-embedded.ts';
import { readProperties } from './ooxml/read-properties.ts';
import { readWorkbook, type Workbook } from './ooxml/read-workbook.ts';
import { createSheetHandler } from './ooxml/sheet-text.ts';
import { readXmlPart } from './read-xml-part.ts';
import { createSectionBuilder, type SectionBuilder } from './section-builder.ts';

/** A million rows. */
const MAX_SHEET_BYTES = 400 * 1024 * 1024;

/** Sheets in their order, each with its comments and what its charts and drawings say. */
export async function readXlsx(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const spreadsheet = await openPackage(file, { usual: 'xl/workbook.xml', kind: 'Excel workbook' });
  const workbook = await readWorkbook(spreadsheet, await spreadsheet.relationshipsOf(spreadsheet.mainPart));
  const builder = createSectionBuilder(context);
  const problems = workbook.strings.problem === undefined ? [] : [workbook.strings.problem];
  const embedded: Pick<Embedded, 'sections' | 'warnings'> = { sections: [], warnings: [] };
  for (const [position, sheet] of workbook.sheets.entries()) {
    if (builder.isFull()) break;
    if (position >= context.maxPages) {
      problems.push(`Only the first ${context.maxPages} of ${workbook.sheets.length} sheets were read`);
      break;
    }
    builder.page(position + 1);
    builder.heading(sheet.name);
    const relationships = await spreadsheet.relationshipsOf(sheet.part);
    const missing = await readSheet(spreadsheet, { sheet, workbook, builder, relationships });
    problems.push(...missing.map((problem) => `Sheet ${sheet.name}: ${problem}`));
    const inner = await readEmbedded(spreadsheet, relationships, context);
    embedded.sections.push(...inner.sections);
    embedded.warnings.push(...inner.warnings);
  }
  const { sections, warnings } = builder.finish();
  if (workbook.sheets.length === 0) throw new ExtractionError('corrupt', 'The workbook has no sheets, or is damaged');
  return {
    ...(await readProperties(spreadsheet.archive)),
    pages: workbook.sheets.length,
    sections: [...sections, ...embedded.sections],
    warnings: [...spreadsheet.archive.warnings, ...problems, ...warnings, ...embedded.warnings],
  };
}

interface SheetWork {
  sheet: { name: string; part: string };
  workbook: Workbook;
  builder: SectionBuilder;
  relationships: Relationship[];
}

/** Returns what is missing of it, in words. */
async function readSheet(spreadsheet: OoxmlPackage, work: SheetWork): Promise<string[]> {
  const { sheet, workbook, builder, relationships } = work;
  const { archive } = spreadsheet;
  const result = await readXmlPart(archive, sheet.part, {
    maxBytes: MAX_SHEET_BYTES,
    handler: createSheetHandler(workbook, builder.text),
    isDone: builder.isFull,
  });
  const drawings = relationships.filter(({ type }) => type === 'drawing').map(({ target }) => target);
  const charts = (await Promise.all(drawings.map(spreadsheet.relationshipsOf))).flat();
  const beside = [...relationships, ...charts].filter(({ type }) =>
    ['comments', 'threadedComment', 'drawing', 'chart', 'chartEx', 'diagramData'].includes(type),
  );
  const problems = [result === undefined ? 'it is missing from the file' : result.problem];
  for (const { target } of beside) {
    if (builder.isFull()) break;
    const { text, problem } = await readDrawingText(archive, target);
    builder.text(`\n${text}`);
    if (problem !== undefined) problems.push(`its comments or drawings: ${problem}`);
  }
  return problems.filter((problem) => problem !== undefined);
}
