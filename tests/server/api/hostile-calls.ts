import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { z } from 'zod';
import { FILE_NAMES, type HostileHouse } from './hostile-house.ts';

/** All of them hold text, whatever their names say. */
const READABLE_FILES = FILE_NAMES.length;

/** One operation of the OpenAPI description. */
export interface ApiOperation {
  method: string;
  /** With the parameters in braces. */
  path: string;
  pathParameters: string[];
  queryParameters: string[];
}

const Parameter = z.looseObject({ name: z.string(), in: z.string() });
const Description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ parameters: z.array(Parameter).optional() }))),
});

/** Every operation there is, so that a new one is attacked by itself. */
export async function apiOperations(url: string): Promise<ApiOperation[]> {
  const { paths } = Description.parse(await (await fetch(`${url}/api/v1/openapi.json`)).json());
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      pathParameters: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
      queryParameters: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    })),
  );
  if (operations.length < 20) throw new Error('the description has hardly any operations');
  return operations;
}

/** The address of an operation with something in place of its parameters. */
export function fill({ path }: ApiOperation, value: string): string {
  return `/api/v1${path.replaceAll(/\{\w+\}/g, () => value)}`;
}

/** What must not be in any answer that says no: places on this machine, parts of the program, stack traces. */
const INSIDE = /node_modules|\/work\/|\/home\/|\/tmp\/|\.ts\b[:)]|\bat \S+ \(|\n\s+at |SQLITE|meili|express|zod/i;

/** What every answer has, whatever was asked; `body` is looked at when it says no. */
export function expectHardened(response: Pick<Response, 'status' | 'headers'>, body: string): void {
  const { headers, status } = response;
  const policy = headers.get('content-security-policy') ?? '';
  if (policy !== 'sandbox') {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  }
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toMatch(/DENY|SAMEORIGIN/);
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('server')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(status).not.toBe(500);
  if (status < 400) return;
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).not.toMatch(INSIDE);
}

/** Writes bytes to a socket as they are and gives what comes back until the server closes: ask it to, or give it a reason. */
export async function raw(url: string, text: string, options: { localAddress?: string } = {}): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ...options });
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.setTimeout(25_000, () => socket.destroy());
  // A server that hangs up while we still write is what some of these want.
  socket.on('error', () => socket.destroy());
  socket.on('connect', () => socket.write(text, 'latin1'));
  await once(socket, 'close');
  return answer;
}

/** How many answers are in what came back over one connection. */
export function answersIn(text: string): string[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1] ?? '');
}

export interface Sent {
  cookie?: string | undefined;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

export interface HostileClient {
  url: string;
  operations: ApiOperation[];
  /** Cookies of Mallory and of an administrator. */
  employee: string;
  admin: string;
  /** Sends it and checks what every answer has to have. */
  send(path: string, sent?: Sent): Promise<{ status: number; headers: Headers; text: string }>;
  /** Asks as the program is meant to be asked; where that fails, nothing else says anything. */
  expectWell(): Promise<void>;
  /** Connections that have dawdled since the beginning, one over its headers, one over its body. */
  dawdling: { headers: Promise<Dawdled>; body: Promise<Dawdled> };
}

/** What came of it, and how long it was borne with, milliseconds. */
interface Dawdled {
  answer: string;
  afterMs: number;
}

async function dawdle(url: string, text: string): Promise<Dawdled> {
  const since = Date.now();
  const answer = await raw(url, text);
  return { answer, afterMs: Date.now() - since };
}

export async function createHostileClient({ atrium: { url }, cookieOf }: HostileHouse): Promise<HostileClient> {
  const head = 'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000';
  const dawdling = { headers: dawdle(url, `${head}\r\nX-Slow: `), body: dawdle(url, `${head}\r\n\r\n{"username":"`) };
  const [employee, admin] = [await cookieOf('mallory'), await cookieOf('grace')];

  async function send(path: string, { cookie, method = 'GET', headers = {}, body }: Sent = {}) {
    const sent = {
      method,
      headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
      ...(body === undefined ? {} : { body }),
    };
    const response = await fetch(`${url}${path}`, { ...sent, redirect: 'manual', signal: AbortSignal.timeout(20_000) });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (isStream) await response.body?.cancel();
    const text = isStream ? '' : await response.text();
    expectHardened(response, text);
    return { status: response.status, headers: response.headers, text };
  }

  async function expectWell(): Promise<void> {
    const { status, text } = await send('/api/v1/search?q=heron&type=documents', { cookie: employee });
    expect(status).toBe(200);
    const found = z.looseObject({ documents: z.looseObject({ total: z.int() }) }).parse(JSON.parse(text));
    expect(found.documents.total).toBe(READABLE_FILES);
  }

  return { url, operations: await apiOperations(url), employee, admin, send, expectWell, dawdling };
}
