import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Source } from '#indexers/types.ts';
import { createGroupProblems } from '#server/access/group-problems.ts';
import { createViewers } from '#server/access/viewers.ts';
import { createSyncJobs } from '#server/jobs/run-sync.ts';
import { createLogger } from '#server/logger.ts';
import { noticesOf } from '#server/search/notices.ts';
import { parseQuery } from '#server/search/query/parse-query.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { GROUPS, group, PEOPLE, person, SUFFIX, TREE, toLdif } from '../../indexers/ldap/ldif.ts';
import { testSource } from '../../indexers/ldap/test-source.ts';
import { createMemorySink } from '../../indexers/sync/memory-sink.ts';
import { textPool } from '../../indexers/sync/sync-bench.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';

const ELSEWHERE = `ou=elsewhere,${SUFFIX}`;
const inner = { ...group('inner', [`uid=ada,${PEOPLE}`]), dn: `cn=inner,${ELSEWHERE}` };

/** An indexer that may read people and no groups. */
const WEAK = { bindDn: `uid=weak,${PEOPLE}`, bindPassword: 'weak-secret' };
const RIGHTS = [
  'access to attrs=userPassword by anonymous auth by * none',
  `access to dn.subtree="${GROUPS}" by dn.exact="cn=indexer,${SUFFIX}" read by * none`,
  'access to * by users read by * none',
];

describe('when a directory stops showing its groups', () => {
  const store = createSqliteStore({ path: ':memory:' });
  let slapd: Slapd;
  beforeAll(async () => {
    const people = [person('ada'), person('weak', { userPassword: WEAK.bindPassword })];
    const groups = [
      group('direct', [`uid=ada,${PEOPLE}`]),
      group('outer', [inner.dn, `uid=ada,${PEOPLE}`, `cn=gone,${ELSEWHERE}`]),
      group('outermost', [`cn=middle,${ELSEWHERE}`]),
    ];
    const branch = { dn: ELSEWHERE, attributes: { objectClass: 'organizationalUnit', ou: 'elsewhere' } };
    const middle = { ...group('middle', [inner.dn]), dn: `cn=middle,${ELSEWHERE}` };
    const unrelated = { ...group('unrelated', [`uid=ada,${PEOPLE}`]), dn: `cn=unrelated,${ELSEWHERE}` };
    slapd = await startSlapd({
      ldif: toLdif([...TREE, branch, ...people, ...groups, inner, middle, unrelated]),
      config: { database: RIGHTS.join('\n') },
    });
  });
  afterAll(async () => {
    await slapd?.stop();
    store.close();
  });

  const sink = createMemorySink();
  async function run(source: Source): Promise<string> {
    const configured = { source, holds: 'people' as const, location: '', schedule: undefined };
    const jobs = createSyncJobs({
      sources: new Map([['staff', configured]]),
      store,
      sink,
      pool: textPool,
      logger: createLogger({ level: 'silent' }),
    });
    for await (const event of jobs.run('staff', { full: false, dryRun: false }))
      if (event.type === 'end') return event.outcome.state;
    throw new Error('a run without an end');
  }
  const groupProblems = createGroupProblems({ store, staleAfterMs: () => undefined });
  function ada() {
    const viewer = createViewers({ store, sources: ['staff'], admins: [], groupProblems }).ofUid('ada');
    if (viewer === undefined) throw new Error('ada is nobody');
    return viewer;
  }
  const groupsOfAda = () => [...ada().principals].filter((principal) => principal.startsWith('group:')).sort();
  const notices = () =>
    noticesOf({
      parsed: parseQuery('x'),
      understood: { text: 'x', operators: [] },
      corrections: { corrected: undefined, notFound: [] },
      synonyms: [],
      viewer: ada(),
      people: { totalIsCapped: false },
      documents: { total: 0, totalIsCapped: false, withAllWords: 0 },
      freshness: [],
      staleAfterMs: () => undefined,
      now: Date.now(),
    }).map(({ code, message }) => `${code}: ${message}`);

  test('nested groups outside groupsBase are read too, at any depth, and no others', async () => {
    expect(await run(testSource(slapd).source)).toBe('complete');
    expect(groupsOfAda()).toEqual(['direct', 'inner', 'middle', 'outer', 'outermost'].map((name) => `group:${name}`));
    expect(notices()).toEqual([]);
  });

  test('people keep the groups they had, and are told that these may be old', async () => {
    const before = groupsOfAda();
    expect(await run(testSource({ ...slapd, ...WEAK }).source)).toBe('failed');
    expect(groupsOfAda()).toEqual(before);
    expect(notices()).toEqual([
      expect.stringMatching(
        /^groups-incomplete: The directory "staff" could not be read the last time.* Results may be missing\.$/,
      ),
    ]);
    expect(groupProblems('staff').map(({ advice }) => advice)).toEqual([
      expect.stringContaining(`${GROUPS} (groupsBase) cannot be read`),
    ]);
  });

  test('the notice goes with the next complete run', async () => {
    expect(await run(testSource(slapd).source)).toBe('complete');
    expect(notices()).toEqual([]);
  });
});
