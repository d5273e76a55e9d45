import type { Context } from '../context.ts';
import { ExpertsQuery, ExpertsResponse, SearchQuery, SearchResponse, SuggestQuery, SuggestResponse } from '../contract/search.ts';
import { type Route, route } from './define-route.ts';

export function searchRoutes({ search }: Context): Route[] {
  return [
    route(
      {
        id: 'search',
        method: 'get',
        path: '/search',
        summary: 'People and documents at once, in one blended order',
        access: 'viewer',
        query: SearchQuery,
        answer: SearchResponse,
      },
      ({ query, viewer, signal }) => search.search(query, viewer, signal),
    ),
    route(
      {
        id: 'suggest',
        method: 'get',
        path: '/suggest',
        summary: 'A few people and documents while somebody types',
        access: 'viewer',
        query: SuggestQuery,
        answer: SuggestResponse,
      },
      ({ query, viewer, signal }) => search.suggest(query.q, viewer, signal),
    ),
    route(
      {
        id: 'experts',
        method: 'get',
        path: '/experts',
        summary: 'Who knows about it, with the documents that show it',
        access: 'viewer',
        query: ExpertsQuery,
        answer: ExpertsResponse,
      },
      async ({ query, viewer, signal }) => ({
        query: query.q,
        items: await search.experts(query.q, { limit: query.limit, explain: query.explain }, viewer, signal),
      }),
    ),
  ];
}
