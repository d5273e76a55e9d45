import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { type Embedded, type Embedder, EmbedderFailure, toUnitLength } from './embedder.ts';

/** How one kind of service is asked. */
export interface EmbeddingService {
  /** Appended to the configured address. */
  path: string;
  body(texts: readonly string[], o: { model: string | undefined; dimensions: number | undefined }): unknown;
  /** The vectors in the order of the texts. */
  vectors: z.ZodType<number[][]>;
  /** Texts in one request. */
  batch: number;
}

const ATTEMPTS = 4;
const LONGEST_PAUSE_MS = 30_000;
const PASSAGES_LIMIT_MS = 60_000;
const QUERY_LIMIT_MS = 5000;
/** What a service says when it is a text that it does not like, and not us. */
const ABOUT_THE_TEXT = [400, 413, 422];

export interface HttpEmbedderOptions {
  service: EmbeddingService;
  url: string;
  apiKey?: string | undefined;
  model?: string | undefined;
  dimensions?: number | undefined;
  /** Times `2^n` is the pause after the n-th refusal for being too busy. */
  firstPauseMs?: number;
}

/** A model that is asked over HTTP. What is too busy (429, 5xx, no answer) is asked again for a while, as late as it says itself. */
export function createHttpEmbedder(options: HttpEmbedderOptions): Embedder {
  const { service, url, model, firstPauseMs = 500 } = options;
  const address = `${url.replace(/\/+$/, '')}/${service.path}`;
  let dimensions = options.dimensions;

  async function ask(texts: readonly string[], limitMs: number, signal: AbortSignal): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const response = await send(texts, limitMs, signal).catch((cause: unknown) => {
        signal.throwIfAborted();
        return new EmbedderFailure(`${new URL(address).host} does not answer`, { cause });
      });
      if (response instanceof Response && response.status !== 429 && response.status < 500) return response;
      const waitMs = Math.max(firstPauseMs * 2 ** (attempt - 1), response instanceof Response ? retryAfter(response) : 0);
      if (attempt === ATTEMPTS || waitMs > LONGEST_PAUSE_MS || limitMs < PASSAGES_LIMIT_MS)
        throw response instanceof Response ? await failure(response, waitMs) : response;
      if (response instanceof Response) await response.body?.cancel();
      await pause(waitMs, undefined, { signal });
    }
  }

  function send(texts: readonly string[], limitMs: number, signal: AbortSignal): Promise<Response> {
    return fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.apiKey !== undefined && { authorization: `Bearer ${options.apiKey}` }),
      },
      body: JSON.stringify(service.body(texts, { model, dimensions: options.dimensions })),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    });
  }

  async function embedBatch(texts: readonly string[], limitMs: number, signal: AbortSignal): Promise<Embedded[]> {
    const response = await ask(texts, limitMs, signal);
    if (!response.ok) {
      if (!ABOUT_THE_TEXT.includes(response.status)) throw await failure(response);
      if (texts.length === 1) return [{ refused: (await failure(response)).message }];
      // One of them is too long, or worse: find out which.
      await response.body?.cancel();
      const middle = Math.ceil(texts.length / 2);
      const first = await embedBatch(texts.slice(0, middle), limitMs, signal);
      return [...first, ...(await embedBatch(texts.slice(middle), limitMs, signal))];
    }
    const vectors = await understood(response);
    if (vectors.length !== texts.length) throw strange(`${vectors.length} vectors for ${texts.length} texts`);
    return vectors.map((vector) => {
      dimensions ??= vector.length;
      if (vector.length !== dimensions) throw strange(`a vector of ${vector.length} numbers where ${dimensions} were expected`);
      return toUnitLength(Float32Array.from(vector)) ?? { refused: 'its vector has no direction' };
    });
  }

  async function understood(response: Response): Promise<number[][]> {
    const parsed = service.vectors.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) throw strange('something that is no list of vectors', parsed.error);
    return parsed.data;
  }

  function strange(what: string, cause?: unknown): EmbedderFailure {
    return new EmbedderFailure(`${new URL(address).host} answered with ${what}`, { cause });
  }

  return {
    name: [service.path, model, options.dimensions].filter((part) => part !== undefined).join(' '),
    dimensions: () => dimensions,
    batch: service.batch,
    async embed(texts, purpose, signal) {
      const embedded: Embedded[] = [];
      for (let at = 0; at < texts.length; at += service.batch) {
        const limitMs = purpose === 'query' ? QUERY_LIMIT_MS : PASSAGES_LIMIT_MS;
        embedded.push(...(await embedBatch(texts.slice(at, at + service.batch), limitMs, signal)));
      }
      return embedded;
    },
    close: async () => undefined,
  };
}

async function failure(response: Response, retryAfterMs?: number): Promise<EmbedderFailure> {
  const said = (await response.text().catch(() => '')).slice(0, 300);
  const { host } = new URL(response.url);
  return new EmbedderFailure(`${host} answered ${response.status}${said === '' ? '' : `: ${said}`}`, { retryAfterMs });
}

/** Seconds, or a date. */
function retryAfter(response: Response): number {
  const header = response.headers.get('retry-after');
  if (header === null) return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
