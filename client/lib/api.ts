import type { Problem } from '../../server/contract/common.ts';

const BASE = '/api/v1';

/** What the server (or the network) says when it cannot answer: RFC 9457 problem details, with words for people. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;

  constructor(problem: { code: string; status: number; title: string; detail?: string | undefined }, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
  }
}

/** Reads a resource below `/api/v1`. Throws `ApiError`; an aborted request rejects with the signal's reason. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await request(path, { signal, headers: { Accept: 'application/json' } });
  return await response.json();
}

/** Changes something below `/api/v1`; the extra header is the server's guard against forged requests. */
export async function sendJson<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T | undefined> {
  const response = await request(path, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Atrium-Request': '1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return isJson ? await response.json() : undefined;
}

/** For links that the browser follows by itself. */
export const fileUrl = (path: string) => `${BASE}${path}`;

export const eventsUrl = (path: string) => `${BASE}${path}`;

async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(BASE + path, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(
      { code: 'offline', status: 0, title: 'Atrium cannot be reached', detail: 'Check the connection, then try again.' },
      { cause },
    );
  });
  if (!response.ok) throw await toError(response);
  return response;
}

async function toError(response: Response): Promise<ApiError> {
  const fallback = { code: 'internal', status: response.status, title: 'Something went wrong on our side' };
  if (!response.headers.get('Content-Type')?.includes('json')) return new ApiError(fallback);
  const problem: Partial<Problem> = await response.json();
  return new ApiError({ ...fallback, ...problem });
}
