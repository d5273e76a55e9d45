import { ldapSource } from '#indexers/sources/ldap/index.ts';
import type { GroupContent, PersonContent } from '#indexers/types/content.ts';
import type { Source, SourceChange, SourceItem } from '#indexers/types.ts';
import { collect } from '../../contracts/source-contract.ts';
import { GROUPS, PEOPLE } from './ldif.ts';

/** A source as an administrator would configure it, with a memory that a test can look into. */
export interface TestSource {
  source: Source;
  memory: Map<string, string>;
  warnings: string[];
}

interface Place {
  url: string;
  bindDn?: string;
  bindPassword?: string;
}

/** `overrides` are keys of the configuration; `undefined` leaves a default out. */
export function testSource(
  place: Place,
  overrides: Record<string, unknown> = {},
  memory: Map<string, string> = new Map(),
): TestSource {
  const { url, bindDn, bindPassword } = place;
  const config = ldapSource.config.parse({
    id: 'staff',
    kind: 'ldap',
    url,
    bindDn,
    bindPassword,
    peopleBase: PEOPLE,
    groupsBase: GROUPS,
    ...overrides,
  });
  const warnings: string[] = [];
  const source = ldapSource.create(
    { ...config, id: 'staff', kind: 'ldap' },
    {
      memory: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
      log: (level, message) => void (level === 'warn' && warnings.push(message)),
    },
  );
  return { source, memory, warnings };
}

export interface Read {
  changes: SourceChange[];
  /** By sign-in name. */
  people: Map<string, SourceItem & { content: PersonContent }>;
  /** By name. */
  groups: Map<string, SourceItem & { content: GroupContent }>;
  /** Rule by DN. */
  excluded: Map<string, string>;
}

export async function readAll({ source }: Pick<TestSource, 'source'>): Promise<Read> {
  const changes = await collect(source, AbortSignal.timeout(20_000));
  const read: Read = { changes, people: new Map(), groups: new Map(), excluded: new Map() };
  for (const change of changes) {
    if (change.type === 'excluded') read.excluded.set(change.path, change.rule);
    if (change.type !== 'upsert') continue;
    const { item } = change;
    const { content } = item;
    if (content.kind === 'person') read.people.set(content.uid, { ...item, content });
    if (content.kind === 'group') read.groups.set(content.name, { ...item, content });
  }
  return read;
}

/** What a run yields before it fails, and how it fails. */
export async function readUntilFailure({
  source,
}: Pick<TestSource, 'source'>): Promise<{ changes: SourceChange[]; error: unknown }> {
  const changes: SourceChange[] = [];
  try {
    for await (const change of source.read({ signal: AbortSignal.timeout(20_000) })) changes.push(change);
  } catch (error) {
    return { changes, error };
  }
  return { changes, error: undefined };
}
