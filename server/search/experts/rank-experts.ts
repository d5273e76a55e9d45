import type { Viewer } from '../../access/viewer.ts';
import type { ExpertHit } from '../../contract/search.ts';
import type { RankedDocument } from '../documents/ranked-document.ts';
import { presentPeople } from '../people/present-person.ts';
import type { EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import type { SearchTools } from '../search-tools.ts';
import { createOptOut } from './opt-out.ts';
import { presentExpert } from './present-expert.ts';
import { profileScores } from './profile-scores.ts';
import { addVote, nothingYet, type Standing, weighed } from './standing.ts';
import { votesOf } from './votes.ts';

/**
 * Who knows about it: votes of the documents, and what people say of themselves. Documents must have passed the last check;
 * nothing else of them is looked at, so that the answer is the same without those that the viewer may not read.
 */
export function rankExperts(options: {
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  documents: readonly RankedDocument[];
  /** Of `profileQueries`. */
  profiles: readonly EngineResult[];
  viewer: Viewer;
  limit: number;
  explain?: boolean;
  tools: SearchTools;
}): ExpertHit[] {
  const { parsed, matcher, viewer, tools, explain = false } = options;
  const { directory, lastCheck } = tools;
  const standings = standingsOf(options);
  const hasOptedOut = createOptOut({ ...tools, optOut: tools.expertOptOut });
  const all = [...standings]
    .map(([id, standing]) => ({ id, ...weighed(standing) }))
    .sort((a, b) => b.score - a.score || b.wrote.length - a.wrote.length || (a.id < b.id ? -1 : 1));
  const ranked: typeof all = [];
  // There may be hundreds, of whom a few are shown.
  for (let from = 0; from < all.length && ranked.length < options.limit; from += LOT) {
    const lot = all.slice(from, from + LOT);
    const mayLeave = lastCheck.people(idsOf(lot), viewer);
    const shown = lot.filter(({ id }) => mayLeave.has(id) && !hasOptedOut(id));
    ranked.push(...shown.slice(0, options.limit - ranked.length));
  }
  const people = new Map(
    presentPeople({ ranked: withoutParts(ranked), directory, parsed, matcher }).map((person) => [person.id, person]),
  );
  return ranked.flatMap((expert) => {
    const person = people.get(expert.id);
    return person ? [presentExpert({ person, expert, matcher, language: viewer.language ?? 'en', explain })] : [];
  });
}

/** Of whom it is looked up at once whether they are shown. */
const LOT = 20;

function idsOf(people: readonly { id: string }[]): string[] {
  return people.map(({ id }) => id);
}

function standingsOf(options: Parameters<typeof rankExperts>[0]): Map<string, Standing> {
  const { parsed, matcher, documents, profiles, tools } = options;
  const votes = votesOf(documents, tools);
  const scores = profileScores({
    parsed,
    matcher,
    results: profiles,
    people: tools.teams.latest().roster?.people.length ?? tools.directory.counts().people,
  });
  // Who has written under both of two entries is one expert.
  const shownAs = tools.foldPeople.shownAs([...votes.map(({ personId }) => personId), ...scores.keys()]);
  const standings = new Map<string, Standing>();
  const standing = (id: string): Standing => {
    const known = standings.get(id) ?? nothingYet();
    standings.set(id, known);
    return known;
  };
  for (const { personId, role, document, weight } of votes) addVote(standing(shownAs(personId)), { role, document, weight });
  for (const [id, score] of scores) {
    const { parts } = standing(shownAs(id));
    parts.profile = Math.max(parts.profile, score);
  }
  return standings;
}

/** The parts are of the expert, not of the person as a hit. */
function withoutParts(ranked: readonly { id: string; score: number }[]): { id: string; score: number }[] {
  return ranked.map(({ id, score }) => ({ id, score }));
}
