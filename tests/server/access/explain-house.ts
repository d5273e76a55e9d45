import { newProgress } from '#indexers/sync/run-counts.ts';
import type { AccessControlList, AccessLayer, AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { Source } from '#indexers/types.ts';
import { createExplain } from '#server/access/explain.ts';
import { createGroupProblems } from '#server/access/group-problems.ts';
import { createViewers } from '#server/access/viewers.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { knownIn } from '../../support/known-principals.ts';
import { personRecord } from '../../support/records.ts';

export const signal = new AbortController().signal;
export const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;

/** The access of an item as one line a layer: `allow group:staff, deny user:ada`. */
export function acl(
  ...layers: [what: AccessLayer['what'] | `parent ${string}`, entries: string][]
): AccessRef & { state: 'known' } {
  return { state: 'known', acl: { layers: layers.map(([what, entries]) => layerOf(what, entries)) } };
}

function layerOf(what: string, entries: string): AccessControlList['layers'][number] {
  const [kind, path] = what.startsWith('parent ')
    ? (['parent', what.slice('parent '.length)] as const)
    : ([what, undefined] as const);
  return {
    what: kind === 'parent' || kind === 'share' ? kind : 'item',
    ...(path !== undefined && { path }),
    entries: entries
      .split(', ')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const [effect = '', principal = ''] = entry.split(' ');
        return { effect: effect === 'deny' ? 'deny' : 'allow', principal };
      }),
  };
}

/**
 * A store with a small firm in it: Ada is in project-kestrel, which is in engineering, which is in staff; Grace is in board.
 * `live` is what the source "library" answers when it is asked itself.
 */
export function createExplainHouse(options: { live?: () => AccessRef | { state: 'gone' } } = {}) {
  const store = createSqliteStore({ path: ':memory:' });
  const source = (id: string, more: Partial<Source> = {}): [string, { source: Source }] => [
    id,
    {
      source: {
        id,
        kind: 'drive',
        check: () => Promise.resolve({ ok: true, findings: [] }),
        async *read() {},
        stillHas: () => Promise.resolve(true),
        ...more,
      },
    },
  ];
  const { live } = options;
  const readAccess: Source['readAccess'] = live && ((ids) => Promise.try(() => new Map(ids.map((id) => [id, live()]))));
  const sources = new Map([source('staff'), source('library', readAccess && { readAccess }), source('archive')]);

  function addPerson(uid: string, name: string, more: { source?: string; principals?: string[]; primaryGroup?: string } = {}) {
    const { source: directory = 'staff', principals = [`user:${uid}`], ...rest } = more;
    const { person } = personRecord({ id: uid, name });
    store.directory.putPerson(directory, `${directory}-${uid}`, uid, {
      ...person,
      ...rest,
      kind: 'person',
      key: uid,
      principals,
    });
  }

  function addGroup(name: string, memberKeys: string[], principals = [`group:${name}`]) {
    store.directory.putGroup('staff', name, {
      kind: 'group',
      name,
      key: `group ${name}`,
      memberKeys,
      memberUids: [],
      principals,
    });
  }

  function addDocument(path: string, access: AccessRef | undefined, more: Partial<LedgerEntry> & { source?: string } = {}) {
    const { source: id = 'library', ...overrides } = more;
    const aclId = access ? store.acls.intern(id, access) : null;
    store.ledger.put(id, { ...ledgerEntry(path), aclId, ...overrides });
  }

  function finishRun(id: string, minutesAgo = 12) {
    const run = store.runs.start(id, { dryRun: false });
    if (run) store.runs.finish(run.id, { state: 'complete', message: null, progress: newProgress() });
    return (store.runs.lastComplete(id) ?? 0) + minutesAgo * MINUTE;
  }

  addPerson('ada', 'Ada Lovelace', { principals: ['user:ada', 'uid:20001'], primaryGroup: 'gid:30001' });
  addPerson('grace', 'Grace Hopper');
  addGroup('project-kestrel', ['ada']);
  addGroup('engineering', ['group project-kestrel'], ['group:engineering', 'sid:S-1-5-21-1-2-3-1105']);
  addGroup('staff', ['group engineering'], ['group:staff', 'gid:30000']);
  addGroup('primary', [], ['group:primary', 'gid:30001']);
  addGroup('board', ['grace']);
  store.directory.closeMemberships('staff');
  finishRun('staff');
  const now = finishRun('library');
  const viewers = createViewers({ store, sources: [...sources.keys()], admins: [] });
  const groupProblems = createGroupProblems({ store, staleAfterMs: () => undefined });
  const known = knownIn(store, { directories: ['staff', 'archive'], whole: [] });
  const explain = createExplain({ store, viewers, known, sources, groupProblems, now: () => now });
  return { store, viewers, known, sources, explain, addPerson, addGroup, addDocument };
}

function ledgerEntry(path: string): LedgerEntry {
  return {
    itemId: path,
    kind: 'file',
    path,
    state: 'indexed',
    version: '1',
    changeMark: null,
    fingerprint: null,
    recordId: `id-of-${path.replaceAll(/\W/g, '-')}`,
    passages: 1,
    aclId: null,
    indexedAclId: null,
    reason: null,
    cause: null,
    attempts: 0,
    nextTryAt: null,
    generation: 1,
    reader: null,
    document: null,
  };
}
