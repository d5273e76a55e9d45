import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { ByteRange, ContentStream } from '#indexers/types/content-stream.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { Scan } from '#indexers/types/records.ts';
import type { Source } from '#indexers/types.ts';
import type { Viewer } from '../access/viewer.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { DocumentDetail, DocumentText, DocumentTextQuery } from '../contract/documents.ts';
import { AppError } from '../errors.ts';
import { parseRange } from './byte-range.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { downloadName } from './download-name.ts';
import { RecordId } from './record-id.ts';

const params = z.strictObject({ id: RecordId });

export function documentRoutes(context: Context): Route[] {
  const { search } = context;
  return [
    route(
      {
        id: 'document',
        method: 'get',
        path: '/documents/:id',
        summary: 'What is known of a document',
        access: 'viewer',
        params,
        answer: DocumentDetail,
      },
      async ({ params: { id }, viewer }) => presentDocument(id, readableItem(context, id, viewer).entry),
    ),
    route(
      {
        id: 'documentText',
        method: 'get',
        path: '/documents/:id/text',
        summary: 'Its text by page, with the words of a query marked',
        access: 'viewer',
        params,
        query: DocumentTextQuery,
        answer: DocumentText,
      },
      async ({ params: { id }, query, viewer, signal }) => {
        readableItem(context, id, viewer);
        const text = await search.documentText(
          { id, query: query.q, ...(query.page ? { page: query.page } : {}) },
          viewer,
          signal,
        );
        if (!text) throw noSuchDocument();
        return text;
      },
    ),
    route(
      {
        id: 'documentContent',
        method: 'get',
        path: '/documents/:id/content',
        summary: 'The original; ranges allowed (RFC 9110 §14)',
        access: 'viewer',
        params,
        mediaType: 'application/octet-stream',
      },
      (input) => sendOriginal(context, input),
    ),
  ];
}

/** A document that is not there and one that may not be read look the same. */
export function noSuchDocument(): AppError {
  return new AppError('not-found', 'There is no such document, or you may not read it.');
}

/** The document of that id, if the viewer may read it; otherwise the same "not found" for all reasons. */
export function readableItem({ store, sources, readableAcls }: Context, id: string, viewer: Viewer) {
  const item = store.ledger.byRecordId(id);
  if (!item || !sources.has(item.source) || item.entry.document === null || item.entry.aclId === null) throw noSuchDocument();
  if (!readableAcls.mayRead(viewer, item.entry.aclId)) throw noSuchDocument();
  return item;
}

function presentDocument(id: string, entry: LedgerEntry): DocumentDetail {
  if (entry.document === null) throw noSuchDocument();
  const { document } = entry;
  return {
    id,
    source: document.source,
    path: document.path,
    name: document.name,
    title: document.title,
    mediaType: document.mediaType,
    size: document.size,
    modifiedAt: new Date(document.modifiedAt).toISOString(),
    createdAt: document.createdAt === undefined ? null : new Date(document.createdAt).toISOString(),
    authors: document.authors.map(({ name, personId }) => ({ name, personId })),
    label: document.label ?? null,
    language: document.language ?? null,
    pages: document.pages ?? null,
    notices: [
      ...missingParts(entry).map((message) => ({ code: 'text-incomplete', level: 'warning' as const, message })),
      ...scannedParts(document.scan),
    ],
    url: `/api/v1/documents/${id}/content`,
  };
}

/** Text that OCR recognised is worth finding and not worth trusting. */
function scannedParts(scan: Scan | undefined): DocumentDetail['notices'] {
  if (scan === undefined || scan.read === 0) return [];
  const what =
    scan.picture === undefined ? `${scan.read} scanned ${scan.read === 1 ? 'page was' : 'pages were'}` : 'The picture was';
  return [{ code: 'scanned', level: 'info', message: `${what} read by OCR: the text may contain errors.` }];
}

function missingParts(entry: LedgerEntry): string[] {
  if (entry.state === 'failed') return [entry.reason ?? 'Its text could not be read.'];
  return entry.document?.warnings ?? [];
}

/** The index said yes; the source is asked once more, because a right may have been withdrawn since. */
async function sendOriginal(context: Context, input: RouteInput<{ id: string }, unknown, unknown>): Promise<undefined> {
  const { id } = input.params;
  const { source: sourceId, entry } = readableItem(context, id, input.viewer);
  const source = context.sources.get(sourceId)?.source;
  const { content, range } = await openOriginal(source, entry.itemId, input);
  if (!context.readableAcls.grants(input.viewer, content.access)) {
    content.stream.destroy();
    const details = `"${entry.path}" in the source "${sourceId}": the last run let them read it, the place itself does not any more`;
    context.audit.record({ ...whoAsks(input), action: 'document-refused', outcome: 'refused', subject: id, details });
    throw noSuchDocument();
  }
  const { response } = input;
  response.attachment(downloadName(entry.document?.name ?? id)).set({
    'Content-Type': entry.document?.mediaType ?? 'application/octet-stream',
    'Accept-Ranges': 'bytes',
    'Last-Modified': lastModified(content),
    'Cache-Control': 'private, no-cache',
    /** A document may hold a script; it must not run with this origin's rights. */
    'Content-Security-Policy': 'sandbox',
  });
  if (range && (content.start === undefined || content.end === undefined)) {
    content.stream.destroy();
    response.set('Content-Range', `bytes */${content.size}`);
    throw new AppError('range-not-satisfiable', `The file has ${content.size} bytes.`);
  }
  if (range) response.status(206).set('Content-Range', `bytes ${content.start}-${content.end}/${content.size}`);
  const length = content.start === undefined || content.end === undefined ? 0 : content.end - content.start + 1;
  response.set('Content-Length', String(length));
  await pipeline(content.stream, response, { signal: input.signal }).catch((error: unknown) => {
    if (!input.signal.aborted) throw error;
  });
  return undefined;
}

type Original = { content: ContentStream; range: ByteRange | undefined };

/** `If-Range` asks for the part only of what was begun before: of anything newer, all of it is sent (RFC 9110 §13.1.5). */
async function openOriginal(
  source: Source | undefined,
  itemId: string,
  { request, signal }: RouteInput<{ id: string }, unknown, unknown>,
): Promise<Original> {
  if (!source?.readContent) throw new AppError('source-unavailable', 'The source of this document is not configured any more.');
  const { readContent } = source;
  const open = (range?: ByteRange) =>
    readContent(itemId, { ...(range ? { range } : {}), signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new AppError('source-unavailable', 'The original cannot be read; it may have been moved or deleted.', { cause });
    });
  const range = parseRange(request.get('range'));
  const content = await open(range);
  const begun = request.get('if-range');
  if (range === undefined || begun === undefined || begun === lastModified(content)) return { content, range };
  content.stream.destroy();
  return { content: await open(), range: undefined };
}

function lastModified({ modifiedAt }: ContentStream): string {
  return new Date(modifiedAt).toUTCString();
}
