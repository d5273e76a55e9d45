import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { ByteRange, ContentStream } from '#indexers/types/content-stream.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { Scan } from '#indexers/types/records.ts';
import type { Viewer } from '../access/viewer.ts';
import { askerOf } from '../analytics/asker.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import type { Context } from '../context.ts';
import { DocumentDetail, DocumentMatches, DocumentMatchesQuery, DocumentText, DocumentTextQuery } from '../contract/documents.ts';
import { openOriginal } from '../documents/open-original.ts';
import { placesOf } from '../documents/places.ts';
import { previewOf } from '../documents/preview-kind.ts';
import { noSuchDocument, readableItem } from '../documents/readable-item.ts';
import { textVersion } from '../documents/text-version.ts';
import { AppError } from '../errors.ts';
import { inLanguage } from '../language/in-language.ts';
import type { DirectoryStore } from '../store/state-store.ts';
import { parseRange } from './byte-range.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { downloadName } from './download-name.ts';
import { presentCard } from './present-person.ts';
import { RecordId } from './record-id.ts';

export { noSuchDocument, readableItem };

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
      async ({ params: { id }, viewer, request }) => {
        const { source, entry } = readableItem(context, id, viewer);
        context.writing.reads.note(id, viewer, askerOf({ viewer, request }));
        const roots = context.sources.get(source)?.paths;
        return presentDocument(id, entry, { roots, directory: context.store.directory, language: viewer.language });
      },
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
        const version = textVersion(readableItem(context, id, viewer).entry);
        const text = await search.documentText(
          { id, version, query: query.q, ...(query.page ? { page: query.page } : {}) },
          viewer,
          signal,
        );
        if (!text) throw noSuchDocument();
        return text;
      },
    ),
    route(
      {
        id: 'documentMatches',
        method: 'get',
        path: '/documents/:id/matches',
        summary: 'On which of its pages the words of a query stand, and how often',
        access: 'viewer',
        params,
        query: DocumentMatchesQuery,
        answer: DocumentMatches,
      },
      async ({ params: { id }, query, viewer, signal }) => {
        const version = textVersion(readableItem(context, id, viewer).entry);
        const matches = await search.documentMatches({ id, version, query: query.q }, viewer, signal);
        if (!matches) throw noSuchDocument();
        return matches;
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

function presentDocument(
  id: string,
  entry: LedgerEntry,
  { roots, directory, language }: Pick<Viewer, 'language'> & { roots: ConfiguredSource['paths']; directory: DirectoryStore },
): DocumentDetail {
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
    authors: document.authors.map((author) => presentAuthor(author, directory)),
    label: document.label ?? null,
    language: document.language ?? null,
    pages: document.pages ?? null,
    preview: previewOf(document),
    places: placesOf(document.path, roots),
    notices: [
      ...missingParts(entry).map((message) => ({ code: 'text-incomplete', level: 'warning' as const, message })),
      ...scannedParts(document.scan),
    ].map((notice) => ({ ...notice, message: inLanguage(notice.message, language) })),
    url: `/api/v1/documents/${id}/content`,
  };
}

/** Whoever left is a name and no more. */
function presentAuthor(
  { name, personId }: { name: string; personId: string | null },
  directory: DirectoryStore,
): DocumentDetail['authors'][number] {
  const known = personId === null ? undefined : directory.person(personId);
  if (known === undefined || known.disabled) return { name, personId: null, title: null, photoUrl: null };
  const { title, photoUrl } = presentCard(known);
  return { name, personId, title, photoUrl };
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

async function sendOriginal(context: Context, input: RouteInput<{ id: string }, unknown, unknown>): Promise<undefined> {
  const { id } = input.params;
  const { content, range, entry } = await openAsAsked(context, input);
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

/** `If-Range` asks for the part only of what was begun before: of anything newer, all of it is sent (RFC 9110 §13.1.5). */
async function openAsAsked(
  context: Context,
  input: RouteInput<{ id: string }, unknown, unknown>,
): Promise<{ content: ContentStream; range: ByteRange | undefined; entry: LedgerEntry }> {
  const { request } = input;
  const { id } = input.params;
  const range = parseRange(request.get('range'));
  const opened = await openOriginal(context, { id, range }, input);
  const begun = request.get('if-range');
  if (range === undefined || begun === undefined || begun === lastModified(opened.content)) return { ...opened, range };
  opened.content.stream.destroy();
  return { ...(await openOriginal(context, { id }, input)), range: undefined };
}

function lastModified({ modifiedAt }: ContentStream): string {
  return new Date(modifiedAt).toUTCString();
}
