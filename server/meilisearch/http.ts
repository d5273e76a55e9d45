import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, type ErrorCode } from '#server/errors.ts';
import { exchange } from './exchange.ts';

/** Where to ask and with which key; read anew for each attempt, because an embedded Meilisearch may move to another port. */
export interface MeilisearchEndpoint {
  readonly url: string;
  readonly apiKey: string | undefined;
}

export interface MeilisearchRequest<Schema extends z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without a leading slash. */
  path: string;
  query?: Record<string, string>;
  /** JSON unless it is a string or bytes, which are sent as they are (JSON made earlier). */
  body?: unknown;
  schema: Schema;
  signal?: AbortSignal | undefined;
  /** For one attempt; 10 s unless told. */
  timeoutMs?: number;
  /** False for what must not be done twice (a swap): then only a refused connection is tried again. */
  repeatable?: boolean;
}

/**
 * Calls of Meilisearch's HTTP interface, with the answers parsed. The official client is not used for the calls: it takes no
 * AbortSignal for documents, tasks and settings, fixes the port when it is made, and hides the errors of a custom `fetch`.
 * Throws AppError `meilisearch-unavailable` when it cannot be reached (after a grace in which it may be restarting),
 * AppError `internal` (`search-unavailable` when the index is not there yet) with a `MeilisearchRefusal` as cause when it says
 * no, and the signal's reason when aborted.
 */
export interface MeilisearchHttp {
  request<Schema extends z.ZodType>(request: MeilisearchRequest<Schema>): Promise<z.output<Schema>>;
}

/** Meilisearch understood and refused; `code` is from https://www.meilisearch.com/docs/reference/errors/error_codes. */
export class MeilisearchRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'MeilisearchRefusal';
    this.status = status;
    this.code = code;
  }
}

/** The refusal behind an error of `request`, if it was one. */
export function refusalOf(error: unknown): MeilisearchRefusal | undefined {
  return error instanceof AppError && error.cause instanceof MeilisearchRefusal ? error.cause : undefined;
}

export function createMeilisearchHttp(options: { endpoint: MeilisearchEndpoint; graceMs?: number }): MeilisearchHttp {
  const { endpoint, graceMs = 3000 } = options;

  async function request<Schema extends z.ZodType>(wanted: MeilisearchRequest<Schema>): Promise<z.output<Schema>> {
    const body = encode(wanted.body);
    const giveUpAt = performance.now() + graceMs;
    for (;;) {
      try {
        return await attempt(endpoint, wanted, body);
      } catch (error) {
        wanted.signal?.throwIfAborted();
        if (error instanceof AppError) throw error;
        const again = wanted.repeatable !== false || connectionRefused(error);
        if (!again || timedOut(error) || performance.now() > giveUpAt) throw unavailable(endpoint, error);
        await pause(50, undefined, { signal: wanted.signal });
      }
    }
  }

  return { request };
}

type Body = string | Buffer<ArrayBuffer> | undefined;

function encode(body: unknown): Body {
  return body === undefined || typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body);
}

function isBytes(body: unknown): body is Buffer<ArrayBuffer> {
  return Buffer.isBuffer(body);
}

async function attempt<Schema extends z.ZodType>(
  endpoint: MeilisearchEndpoint,
  wanted: MeilisearchRequest<Schema>,
  body: Body,
): Promise<z.output<Schema>> {
  const url = new URL(wanted.path, endpoint.url.endsWith('/') ? endpoint.url : `${endpoint.url}/`);
  for (const [name, value] of Object.entries(wanted.query ?? {})) url.searchParams.set(name, value);
  // Without `identity` a compressed answer stalls about 45 ms a call.
  const headers = {
    'accept-encoding': 'identity',
    ...(endpoint.apiKey !== undefined && { authorization: `Bearer ${endpoint.apiKey}` }),
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  const { method, signal, timeoutMs = 10_000 } = wanted;
  const { status, text } = await exchange({ url, method, headers, body, signal, timeoutMs });
  if (status < 200 || status > 299) throw refused(wanted, status, text);
  const parsed = wanted.schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError('internal', `Meilisearch answered ${wanted.method} /${wanted.path} in a way that is not understood`, {
    cause: parsed.error,
  });
}

const Refusal = z.object({ message: z.string(), code: z.string() });

function refused(wanted: { method: string; path: string }, status: number, text: string): AppError {
  const parsed = Refusal.safeParse(parseJson(text));
  const { code, message } = parsed.success ? parsed.data : { code: `http-${status}`, message: text.slice(0, 200) };
  return new AppError(appCode(status, code), `Meilisearch refused ${wanted.method} /${wanted.path}: ${message}`, {
    cause: new MeilisearchRefusal(status, code, message),
  });
}

function appCode(status: number, code: string): ErrorCode {
  if (status >= 500) return 'meilisearch-unavailable';
  return code === 'index_not_found' ? 'search-unavailable' : 'internal';
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('meilisearch-unavailable', 'What answers instead of Meilisearch does not speak JSON', { cause });
  }
}

function unavailable(endpoint: MeilisearchEndpoint, cause: unknown): AppError {
  const why = timedOut(cause) ? 'does not answer in time' : 'cannot be reached';
  return new AppError('meilisearch-unavailable', `Meilisearch at ${endpoint.url} ${why}`, { cause });
}

const SystemError = z.object({ code: z.string() });

function connectionRefused(error: unknown): boolean {
  const parsed = SystemError.safeParse(error);
  return parsed.success && parsed.data.code === 'ECONNREFUSED';
}

function timedOut(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
