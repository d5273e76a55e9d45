import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import type { HomeResponse } from '../contract/home.ts';
import { SearchQuery } from '../contract/search.ts';
import { itemIdOf, WRITTEN } from '../knowledge/written-source.ts';
import { presentCard } from '../routes/present-person.ts';
import { staleAfterMs } from '../staleness.ts';

const SHOWN = { announcements: 3, documents: 8, read: 5, newcomers: 6 } as const;
const STARTS = 4;
/** Looked at, because many of them may not be for this viewer. */
const LOOKED_AT = 200;
const NEWCOMER_DAYS = 60;
const DAY = 24 * 3_600_000;
/** Of an announcement, characters. */
const EXCERPT = 240;
/** Of its text, characters: the signs of Markdown take time that grows with the square of them. */
const LOOKED_INTO = 1000;

type Part = Pick<Context, 'store' | 'sources' | 'readableAcls' | 'search' | 'writing'>;

/** The page one comes to: everything in it passes the same question as a search, whether this viewer may read it. */
export async function readHome(context: Part, viewer: Viewer, signal: AbortSignal): Promise<HomeResponse> {
  const newest = SearchQuery.parse({ sort: 'newest', pageSize: SHOWN.documents });
  const found = await context.search.search(newest, viewer, signal);
  const sources = (found.facets.source ?? []).map(({ value }) => value);
  const first = (facet: 'department' | 'label') => (found.facets[facet] ?? []).slice(0, STARTS).map(({ value }) => value);
  return {
    scope: { people: totalOf(found.people), documents: totalOf(found.documents) },
    starts: { departments: first('department'), labels: first('label') },
    announcements: announcements(context, viewer),
    newDocuments: found.documents.items,
    muchRead: muchRead(context, viewer),
    newcomers: newcomers(context),
    freshness: sources.toSorted().map((source) => freshnessOf(context, source)),
  };
}

function totalOf({ total, totalIsCapped }: { total: number; totalIsCapped: boolean }) {
  return { total, totalIsCapped };
}

function announcements({ store, sources, readableAcls, writing }: Part, viewer: Viewer): HomeResponse['announcements'] {
  if (!sources.has(WRITTEN)) return [];
  return store.knowledge.posts
    .announced(LOOKED_AT)
    .flatMap((stored) => {
      const row = store.ledger.get(WRITTEN, itemIdOf(stored.id));
      if (row?.recordId == null || row.aclId === null || !readableAcls.mayRead(viewer, row.aclId)) return [];
      const author = writing.selves.present(stored.author);
      return [
        {
          documentId: row.recordId,
          title: stored.post.title,
          text: excerptOf(stored.post.text),
          author: author ? { id: author.id, name: author.person.name } : null,
          at: new Date(stored.createdAt).toISOString(),
        },
      ];
    })
    .slice(0, SHOWN.announcements);
}

function muchRead({ store, sources, readableAcls, writing }: Part, viewer: Viewer): HomeResponse['muchRead'] {
  const ids = writing.reads.most(LOOKED_AT);
  const rows = store.ledger.byRecordIds(ids);
  return ids
    .flatMap((id) => {
      const row = rows.get(id);
      const document = row?.entry.document;
      if (!row || !document || row.entry.aclId === null || !sources.has(row.source)) return [];
      if (!readableAcls.mayRead(viewer, row.entry.aclId)) return [];
      return [{ id, title: document.title, path: document.path, mediaType: document.mediaType }];
    })
    .slice(0, SHOWN.read);
}

function newcomers({ store, sources }: Part): HomeResponse['newcomers'] {
  const ids = [...sources.keys()];
  const since = Date.now() - NEWCOMER_DAYS * DAY;
  const found = store.peopleHistory.newcomers({ sources: ids, since, limit: SHOWN.newcomers * 2 }).map(({ id }) => id);
  // Who has several entries is one person.
  const shownAs = store.directory.shownAs(found, ids);
  const once = [...new Set(found.map((id) => shownAs.get(id) ?? id))].slice(0, SHOWN.newcomers);
  const people = store.directory.people(once);
  return once.flatMap((id) => {
    const person = people.get(id);
    return person === undefined || person.disabled ? [] : [presentCard(person)];
  });
}

function freshnessOf({ store, sources }: Part, source: string): HomeResponse['freshness'][number] {
  const completed = store.runs.lastComplete(source);
  const limit = staleAfterMs(sources.get(source));
  const isStale = limit !== undefined && (completed === undefined || Date.now() - completed > limit);
  return { source, completedAt: completed === undefined ? null : new Date(completed).toISOString(), isStale };
}

/** The first lines without the commonest signs of Markdown. */
function excerptOf(markdown: string): string {
  const plain = markdown
    .slice(0, LOOKED_INTO)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[#>\s]+|[*_`~]+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= EXCERPT
    ? plain
    : `${plain
        .slice(0, EXCERPT)
        .replace(/\s+\S*$/, '')
        .toWellFormed()} …`;
}
