import type { Embedded, ExtractionContext, Section } from '../../types/extraction.ts';
import { ExtractionError } from '../extraction-error.ts';
import { openOleObject } from './ole-object.ts';
import type { OoxmlPackage, Relationship } from './open-package.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MOST = 100;

const KINDS = new Set(['package', 'aFChunk', 'oleObject']);

/** Documents within the document (a workbook in a report, a PDF behind an icon), and HTML or RTF that Word keeps beside its text. */
export async function readEmbedded(
  { archive }: OoxmlPackage,
  relationships: readonly Relationship[],
  context: ExtractionContext,
): Promise<Pick<Embedded, 'sections' | 'warnings'>> {
  const objects = new Set(relationships.filter(({ type }) => type === 'oleObject').map(({ target }) => target));
  const parts = new Set(relationships.filter(({ type }) => KINDS.has(type)).map(({ target }) => target));
  const sections: Section[] = [];
  const warnings: string[] = parts.size > MOST ? [`Only the first ${MOST} of ${parts.size} files in it were read`] : [];
  for (const part of [...parts].slice(0, MOST)) {
    const name = part.slice(part.lastIndexOf('/') + 1);
    try {
      const bytes = await archive.read(part, MAX_BYTES);
      if (bytes === undefined) continue;
      const file = objects.has(part) ? openOleObject(bytes, name) : { name, bytes };
      if (file === undefined) continue;
      const inner = await context.extractEmbedded(file);
      sections.push(...inner.sections);
      warnings.push(...inner.warnings);
    } catch (error) {
      if (!(error instanceof ExtractionError)) throw error;
      warnings.push(`${name}: ${error.message}`);
    }
  }
  return { sections, warnings };
}
