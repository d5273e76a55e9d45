import type { Extractor } from '../types.ts';

/** Pictures: found by their name and by what the camera wrote into them. What is written in them is read by OCR. */
export const imageExtractor: Extractor = {
  name: 'image',
  version: 2,
  extensions: ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'gif', 'webp'],
  mediaTypes: ['image/png', 'image/apng', 'image/jpeg', 'image/tiff', 'image/bmp', 'image/gif', 'image/webp'],
  async extract(file, context) {
    const { readImage } = await import('./read-image.ts');
    return readImage(file, context);
  },
};
