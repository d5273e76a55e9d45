import { askerOf } from '../analytics/asker.ts';
import type { Context } from '../context.ts';
import type { KnowledgeAnswer } from '../contract/knowledge.ts';
import { ExpertsQuery, ExpertsResponse, SearchQuery, SearchResponse, SuggestQuery, SuggestResponse } from '../contract/search.ts';
import { type Route, route } from './define-route.ts';

export function searchRoutes({ search, writing, analytics }: Context): Route[] {
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
      async ({ query, viewer, signal, request }) => {
        const answer = withAnswer(
          await search.search(query, viewer, signal),
          query.page === 1 ? writing.knowledge.answerTo(query.q, viewer) : undefined,
        );
        const { people, documents, teams, answers, tookMs } = answer;
        const results = people.total + documents.total + teams.total + answers.length;
        return { ...answer, clicks: analytics.searched({ by: askerOf({ viewer, request }), query, results, tookMs }) };
      },
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
      async ({ query, viewer, signal }) => ({
        ...(await search.suggest(query.q, viewer, signal)),
        answers: query.q.trim() === '' ? [] : writing.knowledge.suggest(query.q, viewer),
      }),
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

/** What the company itself says stands above what was found, and counts among answers or links. */
function withAnswer(found: SearchResponse, answer: KnowledgeAnswer | undefined): SearchResponse {
  if (answer === undefined) return found;
  const tab = answer.kind === 'go-links' ? 'links' : 'answers';
  return { ...found, answers: [answer], counts: { ...found.counts, [tab]: found.counts[tab] + 1 } };
}
