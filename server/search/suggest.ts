import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Viewer } from '../access/viewer.ts';
import { SearchQuery, type SuggestResponse } from '../contract/search.ts';
import { blend } from './blend/blend.ts';
import { evidenceOf } from './blend/evidence.ts';
import { personWanted } from './blend/person-wanted.ts';
import { allWordsQuery } from './documents/document-queries.ts';
import { PASSAGE_FIELDS, passageHits } from './documents/passage-hit.ts';
import { presentDocument } from './documents/present-document.ts';
import { rankDocuments } from './documents/rank-documents.ts';
import type { RankedDocument } from './documents/ranked-document.ts';
import { unweighted } from './documents/visible-terms.ts';
import { complete } from './operators/complete.ts';
import { understand } from './operators/understand.ts';
import { allWordsPeopleQuery, furtherPeopleQueries, namedPeopleQuery } from './people/people-queries.ts';
import { personHits } from './people/person-hit.ts';
import { presentPeople } from './people/present-person.ts';
import { type RankedPerson, rankPeople } from './people/rank-people.ts';
import { findPinned, markPinned, onTop, pinnedFirst } from './pinned.ts';
import { documentCriteria, personCriteria, wantedSides } from './query/criteria.ts';
import type { EngineQuery } from './query/multi-search.ts';
import { type ParsedQuery, parseQuery } from './query/parse-query.ts';
import { createQueryMatcher, type QueryMatcher } from './rank/query-matcher.ts';
import type { SearchTools } from './search-tools.ts';
import { matchingTeams, presentTeam, type Team } from './teams/teams.ts';

const ROWS = 8;
/** Of each side, however unlikely: nobody can be sure of what somebody has only begun to type. */
const AT_LEAST = 2;
const LOOKED_AT = 20;

/** While somebody types: one plain multi-search, nothing counted. */
export async function suggest(options: {
  query: string;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<SuggestResponse> {
  const { viewer, tools } = options;
  const { filters, lastCheck, directory, foldPeople, terms } = tools;
  const nothing = { query: options.query, completions: [], teams: [], people: [], documents: [] };
  const completions = await complete(options.query, options);
  if (completions !== undefined) return { ...nothing, completions };
  const { query } = await understand({ ...options, query: SearchQuery.parse({ q: options.query }) });
  const parsed = parseQuery(query.q);
  if (parsed.words.length === 0) return nothing;
  const sides = wantedSides(query);
  const criteria = { documents: documentCriteria(query), people: personCriteria(query) };
  const matcher = createQueryMatcher(parsed);
  const people = { parsed, filter: filters.people(viewer, criteria.people), facets: [] };
  const filter = filters.documents(viewer, criteria.documents);
  const documents = { ...quick(allWordsQuery({ parsed, filter, facets: [] })), attributesToRetrieve: PASSAGE_FIELDS };
  const named = namedPeopleQuery(people);
  const peopleQueries = [quick(allWordsPeopleQuery(people)), ...(named ? [quick(named)] : []), ...furtherPeopleQueries(people)];
  const documentQueries = [{ ...documents, attributesToSearchOn: ['title', 'name'] }, documents];
  const queries = [...(sides.documents ? documentQueries : []), ...(sides.people ? peopleQueries : [])];
  const [results, pinned, understood] = await Promise.all([
    tools.multiSearch(queries, options.signal),
    findPinned({
      ...options,
      parsed,
      criteria: {
        documents: sides.documents ? criteria.documents : undefined,
        people: sides.people ? criteria.people : undefined,
      },
    }),
    // Of two letters there are thousands of endings: they are looked up while the engine works, once it has been asked.
    nextTurn().then(() => unweighted(terms.understand(parsed))),
  ]);
  const [byTitle, anywhere] = sides.documents ? results : [];
  const byPerson = results.slice(sides.documents ? documentQueries.length : 0);

  const titled = passageHits(byTitle?.hits ?? []);
  const titledIds = new Set(titled.map((hit) => hit.documentId));
  const passages = [...titled, ...passageHits(anywhere?.hits ?? [])];
  const ranked = await rankDocuments({
    parsed,
    terms: understood,
    understand: (forgiven) => unweighted(terms.understand(parsed, { forgiven })),
    fields: terms.fields,
    candidates: passages,
    similar: new Map(),
    allWords: new Set(passages.map((hit) => hit.documentId)),
    lookedInto: 0,
    now: Date.now(),
    signal: options.signal,
  });
  const described = [...passages, ...pinned.documents.map(({ best }) => best)];
  // The passage that answers best may be one that was not fetched: its document shows one that was.
  const texts = new Map([
    ...described.toReversed().map((hit) => [hit.documentId, hit] as const),
    ...described.map((hit) => [hit.id, hit] as const),
  ]);
  const readable = lastCheck.documents(
    ranked.map((document) => document.documentId),
    viewer,
  );
  const shown = ranked
    .filter((document) => readable.has(document.documentId))
    .sort((a, b) => Number(titledIds.has(b.documentId)) - Number(titledIds.has(a.documentId)));

  const near = rankPeople(parsed, personHits(byPerson.flatMap((result) => result.hits))).filter(
    (person) => person.coverage >= 0.5,
  );
  const folded = foldPeople.fold(near);
  const visible = lastCheck.people(
    folded.map((person) => person.id),
    viewer,
  );
  const seen = folded.filter((person) => visible.has(person.id));
  const found = {
    people: onTop(pinned.people, seen, ({ id }) => id),
    documents: onTop(pinned.documents, shown, ({ documentId }) => documentId),
  };
  const { best, ...rows } = sharedRows(found, personWanted(evidenceOf({ parsed, people: seen, documents: shown })).logOdds);
  return {
    query: options.query,
    completions: [],
    teams: sides.people ? teamsOf({ parsed, matcher, teams: tools.teams.latest().teams }) : [],
    people: markPinned(presentPeople({ ranked: rows.people, directory, parsed, matcher }), pinned),
    documents: markPinned(
      rows.documents.flatMap(({ best: { id, documentId }, score }) => {
        const best = texts.get(id) ?? texts.get(documentId);
        return best === undefined ? [] : [presentDocument({ best, score, matcher })];
      }),
      pinned,
    ),
    best: pinnedFirst(best, pinned),
  };
}

const TEAMS = 1;

function teamsOf(o: { parsed: ParsedQuery; matcher: QueryMatcher; teams: readonly Team[] }): SuggestResponse['teams'] {
  return matchingTeams(o.teams, o.parsed)
    .slice(0, TEAMS)
    .map((team) => presentTeam(team, o.matcher));
}

/** As many of each side as the blended order has among its first. */
function sharedRows<Person extends RankedPerson, Document extends RankedDocument>(
  { people, documents }: { people: readonly Person[]; documents: readonly Document[] },
  logOdds: number,
) {
  const ids = documents.map((document) => ({ ...document, id: document.documentId }));
  const order = blend({ people, documents: ids, logOdds });
  const likely = order.slice(0, ROWS).filter(({ type }) => type === 'person').length;
  const most = ROWS - Math.min(AT_LEAST, documents.length);
  const count = Math.min(most, Math.max(likely, Math.min(AT_LEAST, people.length)));
  const rows = { people: people.slice(0, count), documents: documents.slice(0, ROWS - count) };
  const shown = new Set([...rows.people.map(({ id }) => id), ...rows.documents.map(({ documentId }) => documentId)]);
  return { ...rows, best: order.filter(({ id }) => shown.has(id)) };
}

/** Without the exact count, which costs most of the time. */
function quick(query: EngineQuery): EngineQuery {
  const { page: _page, hitsPerPage: _hitsPerPage, facets: _facets, ...rest } = query;
  return { ...rest, limit: LOOKED_AT };
}
