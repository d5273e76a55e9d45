import type { Extracted, ExtractorLimits } from '../../types/extraction.ts';
import { createSectionBuilder } from '../section-builder.ts';

export interface ArchiveMember {
  /** `/`-separated. */
  name: string;
  /** Bytes, as the archive declares them. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt?: number;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** One line for each file: path, size, date. Folders say nothing that the paths do not. */
export function listMembers(
  members: Iterable<ArchiveMember>,
  limits: ExtractorLimits,
): Pick<Extracted, 'authors' | 'sections' | 'warnings'> {
  const builder = createSectionBuilder(limits);
  for (const { name, size, modifiedAt } of members) {
    if (builder.isFull()) break;
    if (name.endsWith('/')) continue;
    const date = modifiedAt === undefined ? '' : `, ${new Date(modifiedAt).toISOString().slice(0, 10)}`;
    builder.text(`${name} (${sizeInWords(size)}${date})`);
    builder.lineBreak();
  }
  return { authors: [], ...builder.finish() };
}

function sizeInWords(size: number): string {
  const unit = Math.min(UNITS.length - 1, size < 1 ? 0 : Math.floor(Math.log(size) / Math.log(1024)));
  const value = size / 1024 ** unit;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
