import type { Embedded, ExtractionContext, Section } from '../../types.ts';
import { ExtractionError } from '../extraction-error.ts';
import type { OoxmlPackage, Relationship } from './open-package.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MOST = 100;

/**
 * Documents within the document (a workbook in a report), and HTML or RTF that Word keeps beside its text. OLE objects that
 * are no packages are left out: they hold pictures and formulas, whose text is not theirs alone to tell.
 */
export async function readEmbedded(
  { archive }: OoxmlPackage,
  relationships: readonly Relationship[],
  context: ExtractionContext,
): Promise<Pick<Embedded, 'sections' | 'warnings'>> {
  const parts = new Set(relationships.filter(({ type }) => type === 'package' || type === 'aFChunk').map(({ target }) => target));
  const sections: Section[] = [];
  const warnings: string[] = parts.size > MOST ? [`Only the first ${MOST} of ${parts.size} files in it were read`] : [];
  for (const part of [...parts].slice(0, MOST)) {
    const name = part.slice(part.lastIndexOf('/') + 1);
    try {
      const bytes = await archive.read(part, MAX_BYTES);
      if (bytes === undefined) continue;
      const inner = await context.extractEmbedded({ name, bytes });
      sections.push(...inner.sections);
      warnings.push(...inner.warnings);
    } catch (error) {
      if (!(error instanceof ExtractionError)) throw error;
      warnings.push(`${name}: ${error.message}`);
    }
  }
  return { sections, warnings };
}
