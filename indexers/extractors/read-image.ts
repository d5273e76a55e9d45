import type { Extracted, ExtractorInput, ExtractorLimits } from '../types/extraction.ts';
import { readPictureHead } from './picture/picture-head.ts';
import { scannedWarning } from './scanned-pages.ts';
import { tidy, tooLong } from './section-builder.ts';
import { splitAuthors } from './split-authors.ts';

/** A1 at 300 dots per inch. Beyond it nobody decodes the picture in reasonable memory. */
const MAX_PIXELS = 100_000_000;
/** Tesseract's own limit. */
const MAX_SIDE = 32_767;
/** What cameras write where a description belongs. */
const CAMERA = /digital camera|^(?:sony dsc|dcim|dscf?\d*|untitled|default)$/i;

/** The picture itself is not decoded. */
export function readImage(file: Pick<ExtractorInput, 'read'>, limits: ExtractorLimits): Extracted {
  const { width, height, pages, description = '', artist, takenAt } = readPictureHead(file);
  const text = CAMERA.test(description.trim()) ? '' : tidy(description);
  const isTooLarge = width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE;
  const imagePages = isTooLarge ? [] : Array.from({ length: Math.min(pages, limits.maxPages) }, (_, index) => index + 1);
  const picture = { width, height };
  const warnings = isTooLarge ? [`It is a picture of ${width} × ${height} pixels, too large to be read`] : [];
  if (imagePages.length > 0) warnings.push(scannedWarning({ imagePages, picture }));
  if (text.length > limits.maxCharacters) warnings.push(tooLong(limits));
  return {
    authors: splitAuthors(artist),
    ...(takenAt !== undefined && { createdAt: takenAt }),
    ...(pages > 1 && { pages }),
    ...(imagePages.length > 0 && { imagePages }),
    picture,
    sections: text === '' ? [] : [{ text: text.slice(0, limits.maxCharacters), ...(pages > 1 && { page: 1 }) }],
    warnings,
  };
}
