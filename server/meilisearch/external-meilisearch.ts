import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { createMeilisearchHttp, type MeilisearchHttp, type MeilisearchRequest, refusalOf } from './http.ts';
import type { MeilisearchConnection } from './meilisearch-connection.ts';
import { isSupported, MINIMUM_VERSION } from './version.ts';

/**
 * A Meilisearch that somebody else runs, at `meilisearch.url`. Throws AppError `meilisearch-unavailable` that names the URL
 * and what to do when it cannot be reached, is too old, or the key lacks a right.
 */
export async function createExternalMeilisearch(options: {
  url: string;
  apiKey: string | undefined;
  indexPrefix: string;
  signal: AbortSignal;
}): Promise<MeilisearchConnection> {
  const { url, apiKey } = options;
  const http = createMeilisearchHttp({ endpoint: { url, apiKey } });
  const version = await versionOf(http, url, options.signal);
  if (!isSupported(version)) throw problem(url, `is version ${version}. Upgrade it to ${MINIMUM_VERSION} or newer.`);
  const missing = await missingRights(http, options.indexPrefix, options.signal);
  if (missing.length > 0)
    throw problem(
      url,
      `does not let this key do everything Atrium needs. Missing: ${missing.join(', ')}. Set meilisearch.apiKey to a key with the actions search, documents.*, indexes.*, settings.*, tasks.*, stats.get, version${options.indexPrefix ? ` on the indexes ${options.indexPrefix}*` : ''}.`,
    );
  return {
    kind: 'external',
    url,
    apiKey,
    version,
    async health(signal) {
      try {
        await http.request({ method: 'GET', path: 'version', schema: Version, signal, timeoutMs: 3000 });
        return { ok: true, message: `Meilisearch ${version} at ${url} answers` };
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => Promise.resolve(),
  };
}

const Version = z.object({ pkgVersion: z.string() });

async function versionOf(http: MeilisearchHttp, url: string, signal: AbortSignal): Promise<string> {
  try {
    return (await http.request({ method: 'GET', path: 'version', schema: Version, signal, timeoutMs: 5000 })).pkgVersion;
  } catch (error) {
    signal.throwIfAborted();
    const refusal = refusalOf(error);
    if (refusal?.code === 'missing_authorization_header') throw problem(url, 'asks for a key. Set meilisearch.apiKey.', error);
    if (refusal?.code === 'invalid_api_key')
      throw problem(url, 'does not accept the key. Check meilisearch.apiKey (it needs the action "version" too).', error);
    if (refusal) throw problem(url, `answers like something else (${refusal.message}). Check meilisearch.url.`, error);
    throw problem(url, 'cannot be reached. Check meilisearch.url, that it runs, and that no firewall is between.', error);
  }
}

/**
 * Which actions the key lacks. Each request is wrong on purpose: Meilisearch looks at the key before it looks at the request,
 * so a right that is there answers "bad request" and nothing is changed.
 */
async function missingRights(http: MeilisearchHttp, indexPrefix: string, signal: AbortSignal): Promise<string[]> {
  const passages = `indexes/${indexPrefix}passages`;
  const probes: [action: string, request: Pick<MeilisearchRequest<z.ZodType>, 'method' | 'path' | 'body'>][] = [
    ['search', { method: 'POST', path: `${passages}/search`, body: { unknown: 1 } }],
    ['documents.add', { method: 'PUT', path: `${passages}/documents`, body: '{' }],
    ['documents.get', { method: 'POST', path: `${passages}/documents/fetch`, body: { unknown: 1 } }],
    ['documents.delete', { method: 'POST', path: `${passages}/documents/delete-batch`, body: { unknown: 1 } }],
    ['indexes.create', { method: 'POST', path: 'indexes', body: { unknown: 1 } }],
    ['indexes.get', { method: 'GET', path: passages }],
    ['indexes.swap', { method: 'POST', path: 'swap-indexes', body: { unknown: 1 } }],
    ['stats.get', { method: 'GET', path: `${passages}/stats` }],
    ['settings.get', { method: 'GET', path: `${passages}/settings` }],
    ['settings.update', { method: 'PATCH', path: `${passages}/settings`, body: { unknown: 1 } }],
    ['tasks.get', { method: 'GET', path: 'tasks?limit=1' }],
    ['tasks.delete', { method: 'DELETE', path: 'tasks' }],
  ];
  const verdicts = await Promise.all(
    probes.map(async ([action, request]) => {
      try {
        await http.request({ ...request, schema: z.unknown(), signal, timeoutMs: 5000 });
        return undefined;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return refusal.status === 401 || refusal.status === 403 ? action : undefined;
      }
    }),
  );
  return verdicts.filter((action) => action !== undefined);
}

function problem(url: string, what: string, cause?: unknown): AppError {
  return new AppError('meilisearch-unavailable', `Meilisearch at ${url} ${what}`, { cause });
}
