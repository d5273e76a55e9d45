import { AbandonRequest, BerWriter, BindRequest, Control, ExtendedRequest, PagedResultsControl, UnbindRequest } from 'ldapts';
import { type Filter, writeFilter } from './filter.ts';

export type Scope = 'base' | 'one' | 'sub';

/**
 * What to look for. There is no size limit on purpose: one set by the client makes a server cut the answer short, and
 * no time limit, since the connection has its own.
 */
export interface SearchRequest {
  base: string;
  scope: Scope;
  filter: Filter;
  /** Names of attributes; `1.1` alone asks for none. */
  attributes: readonly string[];
  /** Simple paged results (RFC 2696). */
  page?: { size: number; cookie: Buffer | undefined };
  /** Deleted entries too (MS-ADTS 3.1.1.3.4.1.14), to whoever may see them; servers that do not know it show none. */
  withDeleted?: boolean;
}

const SCOPES: Record<Scope, number> = { base: 0, one: 1, sub: 2 };
const SEARCH_REQUEST = 0x63;
const CONTROLS = 0xa0;
const NEVER_DEREFERENCE = 0;
const SHOW_DELETED = '1.2.840.113556.1.4.417';

export function encodeSearch(messageId: number, request: SearchRequest): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(SEARCH_REQUEST);
  writer.writeString(request.base);
  writer.writeEnumeration(SCOPES[request.scope]);
  writer.writeEnumeration(NEVER_DEREFERENCE);
  writer.writeInt(0);
  writer.writeInt(0);
  writer.writeBoolean(false);
  writeFilter(writer, request.filter);
  writer.startSequence();
  for (const attribute of request.attributes) writer.writeString(attribute);
  writer.endSequence();
  writer.endSequence();
  writeControls(writer, request);
  writer.endSequence();
  return writer.buffer;
}

/** None is critical: a server that cannot page sends everything at once, which is complete too. */
function writeControls(writer: BerWriter, { page, withDeleted }: SearchRequest): void {
  if (page === undefined && !withDeleted) return;
  writer.startSequence(CONTROLS);
  if (page) new PagedResultsControl({ value: { size: page.size, ...(page.cookie && { cookie: page.cookie }) } }).write(writer);
  if (withDeleted) new Control(SHOW_DELETED).write(writer);
  writer.endSequence();
}

/** Simple bind (RFC 4513, 5.1.3). */
export function encodeBind(messageId: number, dn: string, password: string): Buffer {
  return new BindRequest({ messageId, dn, password }).write();
}

export function encodeStartTls(messageId: number): Buffer {
  return new ExtendedRequest({ messageId, oid: '1.3.6.1.4.1.1466.20037' }).write();
}

export function encodeAbandon(messageId: number, abandoned: number): Buffer {
  return new AbandonRequest({ messageId, abandonId: abandoned }).write();
}

export function encodeUnbind(messageId: number): Buffer {
  return new UnbindRequest({ messageId }).write();
}
