import type { Problem } from '../../server/contract/common.ts';
import { catalogue, currentLanguage } from './language.ts';

const BASE = '/api/v1';

const words = catalogue({
  en: {
    offline: 'Atrium cannot be reached',
    offlineHint: 'Check the connection, then try again.',
    internal: 'Something went wrong on our side',
  },
  de: {
    offline: 'Atrium ist nicht erreichbar',
    offlineHint: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    internal: 'Bei uns ist etwas schiefgegangen',
  },
});

/** What the server (or the network) says when it cannot answer: RFC 9457 problem details, with words for people. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** Which field is wrong, and how. */
  readonly errors: readonly { path: string; message: string }[];

  constructor(
    problem: Pick<Problem, 'code' | 'status' | 'title'> & { detail?: string | undefined; errors?: Problem['errors'] },
    options?: ErrorOptions,
  ) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
  }
}

/** Reads a resource below `/api/v1`. Throws `ApiError`; an aborted request rejects with the signal's reason. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await request(path, { signal, headers: { Accept: 'application/json', ...language() } });
  return await response.json();
}

/** Changes something below `/api/v1`; the extra header is the server's guard against forged requests. */
export async function sendJson<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T | undefined> {
  const response = await request(path, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Atrium-Request': '1', ...language() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return isJson ? await response.json() : undefined;
}

/** Sends a file as it is, however long that takes. */
export async function sendFile<T>(path: string, { file, type }: { file: Blob; type: string }): Promise<T> {
  const headers = { Accept: 'application/json', 'Content-Type': type, 'X-Atrium-Request': '1', ...language() };
  const response = await request(path, { method: 'POST', headers, body: file });
  return await response.json();
}

/** The sentences of the server are to be in the language of the interface, not in that of the browser (RFC 9110 §12.5.4). */
function language(): Record<string, string> {
  return { 'Accept-Language': currentLanguage() };
}

/** For links that the browser follows by itself. */
export const fileUrl = (path: string) => `${BASE}${path}`;

export const eventsUrl = (path: string) => `${BASE}${path}`;

async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(BASE + path, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError({ code: 'offline', status: 0, title: words().offline, detail: words().offlineHint }, { cause });
  });
  if (!response.ok) throw await toError(response);
  return response;
}

async function toError(response: Response): Promise<ApiError> {
  const fallback = { code: 'internal', status: response.status, title: words().internal };
  if (!response.headers.get('Content-Type')?.includes('json')) return new ApiError(fallback);
  const problem: Partial<Problem> = await response.json();
  return new ApiError({ ...fallback, ...problem });
}
