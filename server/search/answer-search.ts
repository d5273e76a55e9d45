import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Viewer } from '../access/viewer.ts';
import {
  type DocumentHit,
  type ExpertHit,
  FACETS,
  type SearchQuery,
  type SearchResponse,
  type Understood,
} from '../contract/search.ts';
import { freshnessOf, withBadges } from './answer/badges.ts';
import { correctionsOf } from './answer/corrections.ts';
import { helpWith } from './answer/help.ts';
import { synonymsUsed } from './answer/synonyms-used.ts';
import { countSides } from './answer/tab-counts.ts';
import { blend } from './blend/blend.ts';
import { evidenceOf } from './blend/evidence.ts';
import { type PersonWanted, personWanted } from './blend/person-wanted.ts';
import { type Folded, foldFamilies, unfolded } from './documents/fold-families.ts';
import { presentFolders } from './documents/folder-counts.ts';
import { withTexts } from './documents/page-passages.ts';
import { type PassageHit, passageHits } from './documents/passage-hit.ts';
import { prepareDocumentSearch } from './documents/prepare-document-search.ts';
import { presentDocument } from './documents/present-document.ts';
import { byRank, type RankedDocument, unrankedDocument } from './documents/ranked-document.ts';
import type { DocumentAnswer } from './documents/search-documents.ts';
import { profileQueries } from './experts/profile-queries.ts';
import { rankExperts } from './experts/rank-experts.ts';
import { noticesOf } from './notices.ts';
import type { EffectiveQuery } from './operators/effective-query.ts';
import { understand } from './operators/understand.ts';
import type { PeopleAnswer } from './people/people-search.ts';
import { personHits } from './people/person-hit.ts';
import { presentPeople } from './people/present-person.ts';
import type { RankedPerson } from './people/rank-people.ts';
import { planPeopleSearch, unranked } from './people/search-people.ts';
import { findPinned, markPinned, type PinnedHits, pinnedFirst, withPinnedDocuments, withPinnedPeople } from './pinned.ts';
import { documentCriteria, personCriteria, wantedSides } from './query/criteria.ts';
import { addCounts, type FacetCounts, presentFacet } from './query/facet-counts.ts';
import { type ParsedQuery, parseQuery } from './query/parse-query.ts';
import { inTurns } from './rank/in-turns.ts';
import { createQueryMatcher, type QueryMatcher } from './rank/query-matcher.ts';
import type { SearchTools } from './search-tools.ts';
import { findTeams } from './teams/find-teams.ts';

const EXPERTS_SHOWN = 3;

interface Question {
  query: EffectiveQuery;
  understood: Understood;
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
  sides: { people: boolean; documents: boolean };
  /** Positions of the page in the order of each side. */
  page: { offset: number; limit: number };
}

/** The answer to one question: retrieve in one multi-search, rank, complete the page in a second where needed, present. */
export async function answerSearch(options: {
  query: SearchQuery;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<SearchResponse> {
  const started = performance.now();
  const { viewer, tools } = options;
  const { query, understood } = await understand(options);
  const page = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
  const parsed = parseQuery(query.q, { isExact: query.exact });
  const matcher = createQueryMatcher(parsed);
  const question: Question = { ...options, query, understood, parsed, matcher, sides: wantedSides(query), page };
  const { people, documents, findExperts, pinned, wanted } = await retrieve(question);
  const folded = foldDocuments(question, documents, pinned);
  const [[peopleOfPage, documentsOfPage], others, teams, experts] = await Promise.all([
    completePage(question, { people, documents, folded, pinned }),
    countSides(question, { people, documents }),
    findTeams(question),
    findExperts(),
  ]);
  const presented = {
    people: presentPeople({ ranked: peopleOfPage, directory: tools.directory, parsed, matcher, explain: query.explain }),
    documents: await inTurns(documentsOfPage, options.signal, (document) =>
      presentDocument({ ...document, matcher, explain: query.explain }),
    ),
  };
  const freshness = freshnessOf([...presented.people, ...presented.documents], tools);
  const shown = {
    people: presented.people,
    documents: withFamilies(withBadges({ ...question, hits: presented.documents, ranked: documentsOfPage, freshness }), folded),
  };
  const found = (people?.total ?? 0) + (documents?.total ?? 0);
  const ids = new Set(shown.people.map((person) => person.id));
  return {
    query: options.query.q,
    understood,
    counts: { all: found, ...others, teams: teams.total, answers: 0, links: 0 },
    teams,
    folders: presentFolders(documents?.folders ?? { chosen: [], counts: new Map() }),
    tookMs: Math.round((performance.now() - started) * 10) / 10,
    people: { ...totalOf(people), items: markPinned(shown.people, pinned) },
    documents: { ...totalOf(documents), folded: folded.folded, items: markPinned(shown.documents, pinned) },
    best: pinnedFirst(
      blend({
        people: peopleOfPage.filter((person) => ids.has(person.id)),
        documents: documentsOfPage.map((document) => ({ ...document, id: document.documentId })),
        logOdds: wanted.logOdds,
        offset: page.offset,
      }),
      pinned,
    ),
    experts,
    answers: [],
    facets: facetsOf(query, people, documents),
    ...(found === 0 && query.page === 1 && isAsking(question) && { help: await helpWith(question) }),
    notices: noticesOf({
      parsed,
      understood,
      corrections: correctionsOf({
        parsed,
        matcher,
        ...shown,
        ranked: people?.ranked ?? [],
        forgiven: documents !== undefined && documents.total > 0 ? documents.forgiven : undefined,
      }),
      synonyms: synonymsUsed({ parsed, curation: tools.curation, documents: shown.documents }),
      viewer,
      people: { totalIsCapped: people?.totalIsCapped ?? false },
      documents: documents ?? { total: 0, totalIsCapped: false, withAllWords: 0 },
      freshness,
      staleAfterMs: tools.staleAfterMs,
      now: Date.now(),
    }),
    freshness,
    ...(query.explain && { blending: { personWanted: wanted.probability, evidence: wanted.evidence } }),
  };
}

/** Nobody is helped who has not asked for anything. */
function isAsking({ parsed, understood }: Question): boolean {
  return parsed.words.length > 0 || understood.operators.length > 0;
}

async function retrieve(question: Question) {
  const { query, sides } = question;
  // Who asks for the newest is not to find others before them.
  const pinnable = (isWanted: boolean) => isWanted && query.sort === 'relevance';
  const [documents, { people, profiles }, pinned] = await Promise.all([
    sides.documents ? findDocuments(question) : undefined,
    findPeople(question),
    findPinned({
      ...question,
      criteria: {
        documents: pinnable(sides.documents) ? documentCriteria(query) : undefined,
        people: pinnable(sides.people) ? personCriteria(query) : undefined,
      },
    }),
  ]);
  /** In a turn of its own, while the engine fetches the texts of the page. */
  async function findExperts(): Promise<ExpertHit[]> {
    if (documents === undefined || !wantsExperts(question)) return [];
    await nextTurn(undefined, { signal: question.signal });
    return rankExperts({ ...question, documents: documents.ranked, profiles, limit: EXPERTS_SHOWN, explain: query.explain });
  }

  return {
    people: people && withPinnedPeople(people, pinned),
    documents: documents && withPinnedDocuments(documents, pinned),
    findExperts,
    pinned,
    wanted: whoOrWhat(question, people?.ranked ?? [], documents?.ranked ?? []),
  };
}

/** By what was found, not by what administrators put on top of it. */
function whoOrWhat(
  { query, parsed }: Question,
  people: readonly RankedPerson[],
  documents: readonly RankedDocument[],
): PersonWanted {
  const bestFirst = query.sort === 'newest' ? documents.toSorted(byRank) : documents;
  return personWanted(evidenceOf({ parsed, people, documents: bestFirst }));
}

async function findDocuments({ query, parsed, viewer, signal, tools }: Question): Promise<DocumentAnswer> {
  const criteria = documentCriteria(query);
  const search = await prepareDocumentSearch({ parsed, criteria, viewer, sort: query.sort, signal, tools });
  return await search.answer(await tools.multiSearch(search.queries, signal));
}

/** With what people say of themselves, where experts are wanted. In a request of its own: the engine answers two at a time. */
async function findPeople(question: Question) {
  const { query, parsed, viewer, signal, tools, sides } = question;
  const search = sides.people ? planPeopleSearch({ parsed, criteria: personCriteria(query), viewer, ...tools }) : undefined;
  const queries = search?.queries ?? [];
  const results = await tools.multiSearch([...queries, ...(wantsExperts(question) ? profileQueries(question) : [])], signal);
  const profiles = results.slice(queries.length);
  const found = search?.answer(results.slice(0, queries.length));
  const recount = found?.recount;
  const people = recount ? recount.answer(await tools.multiSearch(recount.queries, signal)) : found;
  return { people, profiles };
}

/** On the first page of an open question; whoever typed a name or a number is looking for that person. */
function wantsExperts({ query, parsed, sides }: Question): boolean {
  const open = parsed.phone === undefined && parsed.email === undefined && parsed.words.length > 0;
  return query.type === 'all' && query.page === 1 && sides.people && sides.documents && open;
}

/** Who only looks at what there is, without words, sees every file. */
function foldDocuments(question: Question, documents: DocumentAnswer | undefined, pinned: PinnedHits): Folded {
  const { query, parsed } = question;
  const ranked = documents === undefined || isByEngineAlone(question, documents) ? [] : documents.ranked;
  if (!query.fold || parsed.words.length === 0) return unfolded(ranked);
  return foldFamilies(ranked, { ...question, pinned: new Set(pinned.order.map(({ id }) => id)) });
}

/** Dates are not ranked by us: every page is the engine's. */
function isByEngineAlone({ query, parsed, page }: Question, documents: DocumentAnswer): boolean {
  return (query.sort === 'newest' || parsed.words.length === 0) && documents.further(page) !== undefined;
}

function withFamilies(hits: readonly DocumentHit[], { familyOf }: Folded): DocumentHit[] {
  return hits.map((hit) => {
    const family = familyOf(hit.id);
    return family === undefined ? hit : { ...hit, family };
  });
}

/** What the page still lacks: hits beyond those ranked, and the texts of the passages that answer best. */
async function completePage(
  question: Question,
  found: { people: PeopleAnswer | undefined; documents: DocumentAnswer | undefined; folded: Folded; pinned: PinnedHits },
): Promise<[RankedPerson[], RankedDocument<PassageHit>[]]> {
  const { viewer, tools, page, signal } = question;
  const { people, documents, folded, pinned } = found;
  const furtherPeople = people?.further(page);
  const furtherDocuments = documents?.further({ ...page, offset: page.offset + folded.folded });
  const rankedDocuments = slice(folded.rows, page);
  const queries = [furtherPeople, furtherDocuments].filter((query) => query !== undefined);
  const [results, described] = await Promise.all([
    tools.multiSearch(queries, signal),
    withTexts({ documents: rankedDocuments, viewer, signal, ...tools }),
  ]);
  const peopleHits = furtherPeople ? (results.shift()?.hits ?? []) : [];
  const documentHits = furtherDocuments ? (results.shift()?.hits ?? []) : [];
  // They stand on the first page already.
  const isPinned = (id: string) => pinned.order.some((pin) => pin.id === id);
  return [
    [...slice(people?.ranked ?? [], page), ...checkedPeople(question, peopleHits).filter(({ id }) => !isPinned(id))],
    [...described, ...folded.further(checkedDocuments(question, documentHits).filter(({ documentId }) => !isPinned(documentId)))],
  ];
}

function slice<T>(items: readonly T[], { offset, limit }: { offset: number; limit: number }): T[] {
  return items.slice(offset, offset + limit);
}

function checkedPeople({ tools, viewer }: Question, hits: unknown[]): RankedPerson[] {
  const people = personHits(hits);
  const mayLeave = tools.lastCheck.people(
    people.map((person) => person.id),
    viewer,
  );
  return tools.foldPeople.fold(people.filter((person) => mayLeave.has(person.id)).map(unranked));
}

function checkedDocuments({ tools, viewer }: Question, hits: unknown[]): RankedDocument<PassageHit>[] {
  const passages = passageHits(hits);
  const mayLeave = tools.lastCheck.documents(
    passages.map((passage) => passage.documentId),
    viewer,
  );
  return passages.filter((passage) => mayLeave.has(passage.documentId)).map(unrankedDocument);
}

function totalOf(answer: { total: number; totalIsCapped: boolean } | undefined) {
  return { total: answer?.total ?? 0, totalIsCapped: answer?.totalIsCapped ?? false };
}

function facetsOf(
  query: EffectiveQuery,
  people: PeopleAnswer | undefined,
  documents: DocumentAnswer | undefined,
): SearchResponse['facets'] {
  const counts = new Map<string, FacetCounts>(people?.facets ?? []);
  for (const [facet, found] of documents?.facets ?? []) counts.set(facet, addCounts(counts.get(facet) ?? new Map(), found));
  return Object.fromEntries(
    FACETS.flatMap((facet) => {
      const found = counts.get(facet);
      return found ? [[facet, presentFacet(found, query[facet] ?? [])]] : [];
    }),
  );
}
