import type { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { SearchQuery, type SearchResponse } from '../contract/search.ts';
import { ViewAs, ViewAsQuery } from '../contract/view-as.ts';
import { AppError } from '../errors.ts';
import { type Route, route } from './define-route.ts';

const PAGE_SIZE = 50;
const GROUP = 'group:';

/**
 * Looking as somebody. Administrators see what is there and why (paths, as for failures and explanations), but not what documents
 * say: so it is the whole list that is shown, and nothing can be searched for in it.
 */
export function adminViewAsRoutes({ search, viewers, audit }: Context): Route[] {
  const ask = (viewer: Viewer, signal: AbortSignal, query: z.input<typeof SearchQuery>) =>
    search.search(SearchQuery.parse({ q: '', ...query }), viewer, signal);
  return [
    route(
      {
        id: 'viewAs',
        method: 'get',
        path: '/admin/view-as',
        summary: 'What somebody finds, by names and places; what documents say is not told',
        access: 'admin',
        query: ViewAsQuery,
        answer: ViewAs,
      },
      async ({ query, signal, ...input }) => {
        const viewer = viewers.ofUid(query.as);
        if (!viewer) throw new AppError('not-found', 'Nobody who may sign in has this sign-in name.');
        const { as, folder, page } = query;
        const details = folder === undefined ? 'Everything' : folder;
        audit.record({
          ...whoAsks({ viewer: input.viewer, request: input.request }),
          action: 'view-as',
          outcome: 'done',
          subject: as,
          details,
        });
        const ofFolder = folder === undefined ? {} : { folder };
        const [people, all, shown] = await Promise.all([
          ask(viewer, signal, { type: 'people', pageSize: 1 }),
          ask(viewer, signal, { type: 'documents', pageSize: 1 }),
          ask(viewer, signal, { type: 'documents', sort: 'newest', page, pageSize: PAGE_SIZE, ...ofFolder }),
        ]);
        return { ...presentViewer(viewer), ...presentAnswers({ people, all, shown }), pageSize: PAGE_SIZE };
      },
    ),
  ];
}

function presentViewer(viewer: Viewer) {
  const groups = [...viewer.principals].filter((principal) => principal.startsWith(GROUP));
  return {
    person: { id: viewer.personId ?? null, uid: viewer.uid, name: viewer.name },
    isAdmin: viewer.isAdmin,
    groups: groups.map((group) => group.slice(GROUP.length)).sort((a, b) => a.localeCompare(b, 'en')),
    groupProblems: [...(viewer.groupProblems ?? [])],
  };
}

/** No titles: they are words of the document. */
function presentAnswers({ people, all, shown }: Record<'people' | 'all' | 'shown', SearchResponse>) {
  return {
    people: people.people.total,
    documents: all.documents.total,
    isCapped: people.people.totalIsCapped || all.documents.totalIsCapped,
    folders: shown.folders,
    total: shown.documents.total,
    items: shown.documents.items.map(({ source, path, modifiedAt }) => ({ source, path, modifiedAt })),
  };
}
