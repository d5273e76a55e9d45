import type { PersonContent } from '../../types/content.ts';
import type { SourceChange } from '../../types.ts';
import { firstValueOf } from './attribute-schema.ts';
import type { DirectoryRun } from './directory-run.ts';
import { createExclusion } from './exclusion-rules.ts';
import { photoReader } from './photo.ts';
import type { ReadingPlan } from './plan.ts';
import { toPerson } from './to-person.ts';
import { personVersion } from './version.ts';
import type { Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';

const SERVICE_ACCOUNT = 'service account (serviceAccounts)';

/** Every person once, page by page, as an upsert or as excluded with the rule that did it. */
export async function* readPeople(run: DirectoryRun): AsyncGenerator<SourceChange[]> {
  const { plan } = run;
  const withPhoto = await idsMatching(run, plan.withPhoto);
  const machines = await idsMatching(run, plan.serviceAccounts);
  const ruleFor = createExclusion(plan.vendor.rules);
  const endOf = createExclusion(plan.vendor.rules.filter((rule) => rule.endsAccount));
  let total = 0;
  let nameless = 0;
  for await (const page of run.pages(plan.people)) {
    const people = page.map((entry) => ({ entry, id: run.ids.of(entry), person: toPerson(entry, plan, run.canonicalDn) }));
    if (plan.groups) for (const { entry, person } of people) run.people.add(person?.key ?? run.canonicalDn(entry.dn));
    total += people.length;
    nameless += people.filter(({ person }) => person === undefined).length;
    if (run.keepsNameless === undefined) assertNamesReadable(plan, { total, nameless });
    const first = people.filter(({ id, entry }) => run.isFirst(id, entry));
    yield first.flatMap(({ entry, id, person }) => {
      const rule = ruleFor(entry) ?? (machines.has(id) ? SERVICE_ACCOUNT : undefined);
      if (rule !== undefined) return { ...excluded(entry, id, rule), ...(endOf(entry) !== undefined && { accountEnded: true }) };
      if (person === undefined && run.keepsNameless?.(id)) return [];
      if (person === undefined) return excluded(entry, id, `no sign-in name (${plan.mapping.uid.join(', ')})`);
      if (plan.isMachineName(person.uid)) return excluded(entry, id, SERVICE_ACCOUNT);
      return upsert(run, { entry, id, person, hasPhoto: withPhoto.has(id) });
    });
  }
}

/** A cheap pass over the people that reads nothing but ids. */
async function idsMatching(run: DirectoryRun, filter: Filter | undefined): Promise<Set<string>> {
  const ids = new Set<string>();
  if (filter === undefined) return ids;
  const { plan } = run;
  for await (const page of run.pages({ base: plan.people.base, filter, attributes: plan.vendor.idAttributes }))
    for (const entry of page) ids.add(run.ids.of(entry));
  return ids;
}

function upsert(run: DirectoryRun, o: { entry: LdapEntry; id: string; person: PersonContent; hasPhoto: boolean }): SourceChange {
  const { entry, id, person, hasPhoto } = o;
  const { plan, side, log } = run;
  // The photo itself is not here to be compared; any change of its owner's entry may be one of it.
  const photoVersion = hasPhoto ? changeMark(entry, plan) : 'none';
  const photo = photoReader({ dn: entry.dn, attributes: plan.mapping.photo, connection: side, log });
  return {
    type: 'upsert',
    item: {
      id,
      path: entry.dn,
      version: personVersion(person, photoVersion),
      // People and groups are the company's phone book: whoever may search may see them.
      access: { state: 'known', acl: { layers: [] } },
      content: hasPhoto ? { ...person, photo } : person,
    },
  };
}

function changeMark(entry: LdapEntry, plan: ReadingPlan): string {
  const marks = plan.vendor.changedAttributes.map((attribute) => firstValueOf(entry, attribute));
  return marks.find((mark) => mark !== undefined) ?? 'unknown';
}

/** A directory that suddenly hides sign-in names lost a right, not its people. */
function assertNamesReadable(plan: ReadingPlan, o: { total: number; nameless: number }): void {
  if (o.nameless < o.total && o.nameless <= Math.max(20, o.total / 10)) return;
  throw new LdapError(
    `${o.nameless} of ${o.total} people have no readable ${plan.mapping.uid.join(' or ')}; ` +
      'give the indexer the right to read it, or map another attribute (attributes: uid)',
  );
}

function excluded(entry: LdapEntry, id: string, rule: string): SourceChange & { type: 'excluded' } {
  return { type: 'excluded', id, path: entry.dn, rule, subtree: false };
}
