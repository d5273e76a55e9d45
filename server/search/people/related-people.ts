import type { PersonCriteria } from '../../access/filter.ts';
import type { DirectoryStore, StoredPerson } from '../../store/state-store.ts';
import { fold } from '../text/fold.ts';
import type { FoldPeople } from './fold-people.ts';
import { byRank, type PersonMatchKind, type RankedPerson } from './rank-people.ts';
import type { RelationQuery } from './relation-query.ts';

/** Of several people who may be meant, only so many are asked for theirs. */
const MOST_MEANT = 3;
const MOST_RELATED = 1_000;
/** Whoever fits the name much less than the first is not meant. */
const AS_LIKELY = 0.95;
const REPORT_WORTH = 0.9;

/** People who stand in a relation to whom the question names; `ranked` are those who fit the name, best first. */
export function relatedPeople(options: {
  relation: RelationQuery;
  ranked: readonly RankedPerson[];
  directory: DirectoryStore;
  foldPeople: FoldPeople;
}): { ranked: RankedPerson; person: StoredPerson }[] {
  const { relation, directory, foldPeople } = options;
  const fitting = options.ranked.filter((person) => MEANT.includes(person.kind));
  const named = fitting.filter(({ score }) => score >= AS_LIKELY * (fitting[0]?.score ?? 0));
  const found = new Map<string, { ranked: RankedPerson; person: StoredPerson }>();
  let meant = 0;
  for (const who of named) {
    const entries = [...directory.people(foldPeople.entriesOf(who.id)).values()];
    const related = entries.flatMap((entry) => relativesOf(relation, entry, directory));
    if (related.length === 0) continue;
    const worth = REPORT_WORTH * who.score;
    for (const person of related.slice(0, MOST_RELATED))
      if (!found.has(person.id)) found.set(person.id, { person, ranked: rankedAs(person, { relation, worth, of: entries[0] }) });
    meant++;
    if (meant === MOST_MEANT) break;
  }
  return [...found.values()].sort((a, b) => byRank(a.ranked, b.ranked));
}

/** A name that only sounds or looks alike names nobody's manager. */
const MEANT: readonly PersonMatchKind[] = ['exact', 'spelling', 'part', 'nickname', 'handle', 'initials', 'prefix', 'typo'];

function relativesOf(relation: RelationQuery, person: StoredPerson, directory: DirectoryStore): StoredPerson[] {
  if (relation.wanted === 'reports') return directory.reportsOf(person);
  const manager = directory.managerOf(person);
  return manager ? [manager] : [];
}

function rankedAs(
  { id, person }: StoredPerson,
  o: { relation: RelationQuery; worth: number; of: StoredPerson | undefined },
): RankedPerson {
  const name = o.of?.person.name ?? o.relation.name;
  const part = { name: o.relation.wanted === 'reports' ? 'reports to' : 'manages', value: o.worth, note: name };
  const sortName = fold([person.surname ?? '', person.givenName ?? '', person.name].join(' '));
  return { id, sortName, kind: 'report', score: o.worth, parts: [part], isExact: false, coverage: 1, nameCoverage: 1 };
}

/** Whether a person of the directory passes the filters of the question. */
export function meetsCriteria(
  { person, source }: StoredPerson,
  { department, location, source: sources }: PersonCriteria,
): boolean {
  const isAmong = (value: string | undefined, wanted: readonly string[] | undefined) =>
    wanted === undefined || (value !== undefined && wanted.includes(value));
  return isAmong(person.department, department) && isAmong(person.location, location) && isAmong(source, sources);
}
