import type { z } from 'zod';
import { Problem } from '#server/contract/common.ts';
import { createWebVisitor } from '../../support/web-visitor.ts';

/** A browser's view of the API: keeps its cookies, reads its answers by their contracts. */
export interface ApiClient {
  /** Throws with the problem unless it went well. */
  call<Answer extends z.ZodType>(method: string, path: string, o: { body?: unknown; answer: Answer }): Promise<z.output<Answer>>;
  /** The problem; throws when there was none. */
  refused(method: string, path: string, body?: unknown): Promise<z.output<typeof Problem>>;
  status(method: string, path: string, body?: unknown): Promise<number>;
  /** The text of the answer, to look for what must not be in it. */
  text(path: string): Promise<string>;
}

export function createApiClient(url: () => string): ApiClient {
  const visitor = createWebVisitor();
  const send = (method: string, path: string, body?: unknown) =>
    visitor.visit(`${url()}/api/v1${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  return {
    async call(method, path, { body, answer }) {
      const response = await send(method, path, body);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return answer.parse(JSON.parse(text));
    },
    async refused(method, path, body) {
      const response = await send(method, path, body);
      const text = await response.text();
      if (response.ok) throw new Error(`${method} ${path} went well: ${text}`);
      return Problem.parse(JSON.parse(text));
    },
    status: async (method, path, body) => (await send(method, path, body)).status,
    text: async (path) => (await send('GET', path)).text(),
  };
}

/** Asks again and again until the answer is what is waited for. */
export async function eventually<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean, limitMs = 20_000): Promise<T> {
  for (const end = Date.now() + limitMs; ; ) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
