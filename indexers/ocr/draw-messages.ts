import { z } from 'zod';
import type { ExtractionResult, FileToExtract } from '../types/extraction.ts';

/** What a process that reads files is asked for besides text: one page as a picture. */
export const DrawRequest = z.strictObject({
  /** From 1. */
  page: z.int(),
  dpi: z.number(),
  maxPixels: z.number(),
  /** Of the picture. */
  maxPictureBytes: z.int(),
  /** For a person to look at, so many pixels wide: a PNG in colour, with its letters. `dpi` is then only the most there may be. */
  width: z.int().optional(),
});
export type DrawRequest = z.output<typeof DrawRequest>;

/** What stands on a page, and where. */
export const Letters = z.strictObject({
  text: z.string(),
  /**
   * Left, top, right, bottom of each UTF-16 unit of the text, in ten-thousandths of the page's width and height as it is shown;
   * four times -1 for what has no place (line ends).
   */
  boxes: z.array(z.int()),
});
export type Letters = z.output<typeof Letters>;

/** Said before the picture's bytes. */
export const DrawnHead = z.strictObject({
  state: z.literal('drawn'),
  /** Of a picture with several pages, from 0. */
  pageInPicture: z.int(),
  dpi: z.number().optional(),
  pictureBytes: z.int().min(0),
  /** Only where a `width` was asked for. */
  view: z.strictObject({ width: z.int(), height: z.int(), letters: Letters }).optional(),
});
export type DrawnHead = z.output<typeof DrawnHead>;

export interface Drawn extends DrawnHead {
  picture: Uint8Array;
}

/** Draws pages in child processes. */
export interface PageDrawer {
  drawPage(
    page: FileToExtract & DrawRequest,
    signal: AbortSignal,
  ): Promise<Drawn | Extract<ExtractionResult, { state: 'failed' }>>;
}
