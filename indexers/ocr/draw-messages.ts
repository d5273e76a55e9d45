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
});
export type DrawRequest = z.output<typeof DrawRequest>;

/** Said before the picture's bytes. */
export const DrawnHead = z.strictObject({
  state: z.literal('drawn'),
  /** Of a picture with several pages, from 0. */
  pageInPicture: z.int(),
  dpi: z.number().optional(),
  pictureBytes: z.int().min(0),
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
