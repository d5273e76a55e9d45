import { z } from 'zod';
import type { Config } from '#server/config/schema.ts';
import { type Context, createContext } from '#server/context.ts';
import { SearchQuery } from '#server/contract/search.ts';
import type { MeilisearchHttp } from '#server/meilisearch/http.ts';
import { createSearchService } from '#server/search/create-search-service.ts';
import type { SearchService } from '#server/search/search-service.ts';

/** What Atrium asks the engine for one question. */
export interface Needs {
  /** All the queries of the answer, as one multi-search. */
  ofSearch(question: string): Promise<string>;
  ofSuggestion(typed: string): Promise<string>;
  engine: { url: string; apiKey: string | undefined };
  close(): Promise<void>;
}

/** From a second process on the same data, which writes down what it asks. */
export async function openNeeds(config: Config): Promise<Needs> {
  const context = await createContext({ config, demo: undefined });
  const { http, queries } = recording(context.meilisearchHttp);
  const service = createSearchService({ ...context, http, indexPrefix: '', sources: [...context.sources.keys()] });
  const viewer = context.viewers.anonymous();
  await context.semantics.warm(signal);

  async function written(ask: (service: SearchService) => Promise<unknown>): Promise<string> {
    queries.length = 0;
    await ask(service);
    return JSON.stringify({ queries });
  }

  return {
    ofSearch: (q) => written(({ search }) => search(SearchQuery.parse({ q }), viewer, signal)),
    ofSuggestion: (typed) => written(({ suggest }) => suggest(typed, viewer, signal)),
    engine: engineOf(context),
    close: () => context.close(),
  };
}

const { signal } = new AbortController();
const Asked = z.object({ queries: z.array(z.unknown()) });

function recording(http: MeilisearchHttp): { http: MeilisearchHttp; queries: unknown[] } {
  const queries: unknown[] = [];
  return {
    queries,
    http: {
      request(wanted) {
        if (wanted.path === 'multi-search') queries.push(...Asked.parse(wanted.body).queries);
        return http.request(wanted);
      },
    },
  };
}

function engineOf({ meilisearch }: Context): Needs['engine'] {
  return { url: meilisearch.url, apiKey: meilisearch.apiKey };
}
