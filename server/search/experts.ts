import type { Viewer } from '../access/viewer.ts';
import type { ExpertHit, PersonHit } from '../contract/search.ts';
import type { DirectoryStore } from '../store/state-store.ts';
import type { RankedDocument } from './documents/rank-documents.ts';
import type { LastCheck } from './last-check.ts';
import type { FoldPeople } from './people/fold-people.ts';
import type { PersonIndexHit } from './people/person-hit.ts';
import { presentPeople } from './people/present-person.ts';
import type { ParsedQuery } from './query/parse-query.ts';
import type { Analyse } from './rank/analysed-text.ts';
import { createBm25 } from './rank/bm25.ts';
import type { QueryMatcher } from './rank/query-matcher.ts';
import { answeredWords } from './text/mark.ts';

/** Only so many documents vote: further down they are about something else. */
const VOTING_DOCUMENTS = 100;
/** How fast a vote loses weight with the document's score (measured: 4 to 6 are best). */
const STEEPNESS = 5;
const PROFILE_WEIGHT = 0.4;
const EVIDENCE_SHOWN = 3;

interface Standing {
  documents: RankedDocument[];
  votes: number;
  profile: number;
}

/**
 * Who knows about it: `E(p) = Σ exp(5·(s(d)/max − 1)) / √authors(d)` over the best documents that the viewer may read, plus what
 * people say of themselves. The caller has checked the documents; nothing else of them is looked at.
 */
export function rankExperts(options: {
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  analyse: Analyse;
  documents: readonly RankedDocument[];
  profiles: readonly PersonIndexHit[];
  directory: DirectoryStore;
  foldPeople: FoldPeople;
  lastCheck: LastCheck;
  viewer: Viewer;
  limit: number;
}): ExpertHit[] {
  const { parsed, matcher, directory, lastCheck, viewer } = options;
  const standings = new Map<string, Standing>();
  const standing = (id: string): Standing => {
    const known = standings.get(id) ?? { documents: [], votes: 0, profile: 0 };
    standings.set(id, known);
    return known;
  };
  const votes = votesOf(options.documents);
  const profiles = profileScores(matcher, options.analyse, options.profiles);
  // Who has written under both of two entries is one expert.
  const shownAs = options.foldPeople.shownAs([...votes.map(({ personId }) => personId), ...profiles.keys()]);
  for (const { personId, weight, document } of votes) {
    const person = standing(shownAs(personId));
    if (person.documents.includes(document)) continue;
    person.votes += weight;
    person.documents.push(document);
  }
  for (const [id, score] of profiles) {
    const person = standing(shownAs(id));
    person.profile = Math.max(person.profile, score);
  }
  const mostVotes = Math.max(...[...standings.values()].map((person) => person.votes), Number.MIN_VALUE);
  const mayLeave = lastCheck.people([...standings.keys()], viewer);
  const ranked = [...standings]
    .filter(([id]) => mayLeave.has(id))
    .map(([id, person]) => ({ id, ...person, score: person.votes / mostVotes + PROFILE_WEIGHT * person.profile }))
    .sort((a, b) => b.score - a.score || b.documents.length - a.documents.length || (a.id < b.id ? -1 : 1))
    .slice(0, options.limit);
  const people = new Map(presentPeople({ ranked, directory, parsed, matcher }).map((person) => [person.id, person]));
  return ranked.flatMap((expert) => {
    const person = people.get(expert.id);
    return person ? [presentExpert(person, expert, matcher)] : [];
  });
}

function votesOf(documents: readonly RankedDocument[]): { personId: string; weight: number; document: RankedDocument }[] {
  const voting = documents.slice(0, VOTING_DOCUMENTS);
  const best = Math.max(...voting.map((document) => document.score), Number.MIN_VALUE);
  return voting.flatMap((document) => {
    const authors = document.best.authorsShown.flatMap(({ personId }) => personId ?? []);
    const weight = Math.exp(STEEPNESS * (document.score / best - 1)) / Math.sqrt(Math.max(document.best.authorsShown.length, 1));
    return [...new Set(authors)].map((personId) => ({ personId, weight, document }));
  });
}

/** BM25 over what people say of themselves (title and skills twice), 0 to 1. */
function profileScores(matcher: QueryMatcher, analyse: Analyse, profiles: readonly PersonIndexHit[]): Map<string, number> {
  const texts = profiles.map((person) => {
    const twice = [person.title ?? '', ...person.skills].join('\n');
    return { id: person.id, text: analyse([twice, twice, person.department ?? '', person.bio ?? ''].join('\n')) };
  });
  const counted = texts.map(({ id, text }) => {
    const frequencies = matcher.words.map(() => 0);
    for (const term of text.terms.values())
      matcher.weightsOf(term)?.forEach((weight, n) => {
        frequencies[n] = (frequencies[n] ?? 0) + weight * term.positions.length;
      });
    return { id, frequencies, length: text.length };
  });
  const bm25 = createBm25({
    documentFrequencies: matcher.words.map((_, n) => counted.filter((person) => (person.frequencies[n] ?? 0) > 0).length),
    total: counted.length * 2,
    averageLength: counted.reduce((sum, person) => sum + person.length, 0) / Math.max(counted.length, 1),
  });
  const scores = counted.map((person) => [person.id, bm25.score(person.frequencies, person.length)] as const);
  const highest = Math.max(...scores.map(([, score]) => score), Number.MIN_VALUE);
  return new Map(scores.filter(([, score]) => score > 0).map(([id, score]) => [id, score / highest]));
}

function presentExpert(person: PersonHit, standing: Standing & { score: number }, matcher: QueryMatcher): ExpertHit {
  const { documents } = standing;
  return {
    person,
    score: Math.round(standing.score * 1000) / 1000,
    total: documents.length,
    evidence: documents.slice(0, EVIDENCE_SHOWN).map(({ documentId, best }) => ({
      documentId,
      title: best.title,
      path: best.path,
      modifiedAt: new Date(best.modifiedAt * 1000).toISOString(),
    })),
    reasons: [...writtenReason(documents), ...profileReasons(person, matcher)],
  };
}

function writtenReason(documents: readonly RankedDocument[]): string[] {
  if (documents.length === 0) return [];
  const latest = new Date(Math.max(...documents.map((document) => document.best.modifiedAt)) * 1000);
  const month = latest.toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  if (documents.length === 1) return [`Wrote a document about it, in ${month}`];
  return [`Wrote ${documents.length} documents about it, the latest in ${month}`];
}

/** In the person's own words. */
function profileReasons(person: PersonHit, matcher: QueryMatcher): string[] {
  const skills = person.matched
    .filter((match) => match.field === 'skill')
    .map((match) => match.value.map((piece) => piece.text).join(''));
  const title = person.title !== null && answeredWords(person.title, matcher).size > 0 ? [`Works as ${person.title}`] : [];
  const bio = person.matched.some((match) => match.field === 'bio') ? ['Mentions it in the profile'] : [];
  return [...(skills.length > 0 ? [`Names ${skills.join(', ')} as a skill`] : []), ...title, ...bio];
}
