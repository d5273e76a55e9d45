import { z } from 'zod';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { Context } from '../context.ts';
import { DocumentMatchesQuery, PageImageQuery, PageMarks } from '../contract/documents.ts';
import { marksOnPage } from '../documents/marks-on-page.ts';
import { type Asking, openOriginal } from '../documents/open-original.ts';
import type { Original } from '../documents/page-pictures.ts';
import { previewOf } from '../documents/preview-kind.ts';
import { readableItem } from '../documents/readable-item.ts';
import { AppError } from '../errors.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { RecordId } from './record-id.ts';

const params = z.strictObject({ id: RecordId });
const pageParams = z.strictObject({ id: RecordId, page: z.coerce.number().int().min(1).max(100_000) });

const THUMBNAIL_WIDTH = 200;
/** How old the source's word on who may read it may be: a page, its marks and its neighbours are asked for together… */
const FOR_PAGES = { maxAgeMs: 5000 };
/** … and lists of thumbnails again and again. Whether the last run lets the viewer read is looked at each time. */
const FOR_THUMBNAILS = { maxAgeMs: 5 * 60_000 };

/** Pages as pictures, for who may read the original at this moment. */
export function documentPageRoutes(context: Context): Route[] {
  const { pagePictures } = context;
  return [
    route(
      {
        id: 'documentPageImage',
        method: 'get',
        path: '/documents/:id/pages/:page/image',
        summary: 'A page of a PDF, or a picture, drawn; page 1 of a picture is all of it',
        access: 'viewer',
        params: pageParams,
        query: PageImageQuery,
        mediaType: 'image/png',
      },
      async (input) => {
        const { page } = input.params;
        const { original } = await originalFor(context, input, FOR_PAGES);
        return sendPicture(input, await pagePictures.picture(original, { page, width: input.query.width }, input.signal));
      },
    ),
    route(
      {
        id: 'documentPageMarks',
        method: 'get',
        path: '/documents/:id/pages/:page/marks',
        summary: 'Where on the picture of a page the words of a query stand',
        access: 'viewer',
        params: pageParams,
        query: DocumentMatchesQuery,
        answer: PageMarks,
      },
      async (input) => {
        const { original, entry } = await originalFor(context, input, FOR_PAGES);
        const letters = await pagePictures.letters(original, input.params.page, input.signal);
        return marksOnPage(letters, { query: input.query.q, language: entry.document?.language });
      },
    ),
    route(
      {
        id: 'documentThumbnail',
        method: 'get',
        path: '/documents/:id/thumbnail',
        summary: 'Its first page, small; 204 where there is no picture of it',
        access: 'viewer',
        params,
        mediaType: 'image/png',
      },
      async (input) => {
        try {
          const { original } = await originalFor(context, input, FOR_THUMBNAILS);
          return sendPicture(input, await pagePictures.picture(original, { page: 1, width: THUMBNAIL_WIDTH }, input.signal));
        } catch (error) {
          // Many documents have none: that is no error, and nothing for the console of a browser.
          if (error instanceof AppError && WITHOUT.includes(error.code)) return undefined;
          throw error;
        }
      },
    ),
  ];
}

const WITHOUT: readonly string[] = ['no-picture', 'source-unavailable', 'too-many-requests'];

async function originalFor(
  context: Context,
  asking: Asking & { params: { id: string } },
  { maxAgeMs }: { maxAgeMs: number },
): Promise<{ original: Original; entry: LedgerEntry }> {
  const { id } = asking.params;
  const { document } = readableItem(context, id, asking.viewer).entry;
  if (document === null || previewOf(document) === null)
    throw new AppError('no-picture', 'Of files of this kind there are no pictures: read its text, or download the original.');
  const { entry, size, modifiedAt } = await context.originalLooks.look(context, { id, maxAgeMs }, asking);
  const original = {
    version: [id, entry.version, size, modifiedAt].join(' '),
    name: document.name,
    size,
    async open(signal: AbortSignal) {
      const whole = await openOriginal(context, { id }, { ...asking, signal });
      return whole.content.stream;
    },
  };
  return { original, entry };
}

/** Kept by the browser, and asked for again each time: whoever may not read it any more does not see it again. */
async function sendPicture(
  { request, response }: Pick<RouteInput<unknown, unknown, unknown>, 'request' | 'response'>,
  { png, etag }: { png: Buffer; etag: string },
): Promise<undefined> {
  response.set({ 'Content-Type': 'image/png', ETag: etag, 'Cache-Control': 'private, no-cache' });
  if (request.get('if-none-match') === etag) response.status(304).end();
  else response.end(png);
}
