import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openConnection } from '#indexers/sources/ldap/wire/connection.ts';
import { ANY_ENTRY } from '#indexers/sources/ldap/wire/filter.ts';
import { textsOf } from '#indexers/sources/ldap/wire/values.ts';
import type { Source } from '#indexers/types.ts';
import { startLdapServer } from '../../../server/demo/directory-protocol.ts';
import { type Slapd, type SlapdOptions, startSlapd } from '../../support/slapd.ts';
import { createDeltaBench, type DeltaBench, told } from './delta-bench.ts';
import { GROUPS, group, type LdifEntry, PEOPLE, person, SUFFIX, TREE, toLdif, uuidOf } from './ldif.ts';
import { testSource } from './test-source.ts';

const FORMER = `ou=former,${SUFFIX}`;
const BRANCH = `ou=berlin,${PEOPLE}`;
const unit = (dn: string, ou: string): LdifEntry => ({ dn, attributes: { objectClass: 'organizationalUnit', ou } });
const inBranch = (uid: string): LdifEntry => ({ ...person(uid), dn: `uid=${uid},${BRANCH}` });
const crowd = Array.from({ length: 60 }, (_, n) => person(`many${n}`));

const ENTRIES = [
  ...TREE,
  unit(FORMER, 'former'),
  unit(BRANCH, 'berlin'),
  ...['ada', 'bob', 'carol', 'dora', 'eve', 'frank', 'gina'].map((uid) => person(uid, { title: 'Engineer' })),
  person('jana', { manager: `uid=kira,${PEOPLE}` }),
  person('kira', { title: 'Head of Waves' }),
  inBranch('hans'),
  inBranch('ines'),
  ...crowd,
  group(
    'pilots',
    ['dora', 'frank', 'gina'].map((uid) => `uid=${uid},${PEOPLE}`),
    { modifyTimestamp: '20260101000000Z' },
  ),
  group('builders', [`uid=ada,${PEOPLE}`, `uid=bob,${PEOPLE}`, `uid=hans,${BRANCH}`]),
];

/** Members of groups follow their entries, as in Active Directory: without a time stamp that would tell it. */
const REFINT = {
  global: 'moduleload refint',
  database:
    'access to attrs=userPassword by anonymous auth by * none\naccess to * by users read by * none\noverlay refint\nrefint_attributes member manager',
};

/** A few entries a page, so that every pass has many. */
const sourceOf = (slapd: Slapd, overrides: Record<string, unknown> = {}): Source =>
  testSource(slapd, { pageSize: 7, ...overrides }, new Map([['id-attribute', 'entryUUID']])).source;

describe('the changes of an OpenLDAP directory', () => {
  let slapd: Slapd;
  let source: Source;
  let bench: DeltaBench;

  beforeAll(async () => {
    slapd = await startSlapd({ ldif: toLdif(ENTRIES), config: REFINT });
    source = sourceOf(slapd);
  });
  afterAll(() => slapd?.stop());
  beforeEach(async () => {
    bench = createDeltaBench();
    expect(await bench.next(source)).toMatchObject({ outcome: { state: 'complete' }, snapshot: true });
    onTestFinished(() => bench.store.close());
  });

  /** Changes the directory and reads what changed. */
  async function changed(ldif: string) {
    await slapd.modify(ldif);
    const run = await bench.next(source);
    expect(run).toMatchObject({ outcome: { state: 'complete' }, snapshot: false });
    expect(bench.cursor()).not.toBe('');
    return run;
  }

  test('come without the rest: nothing is read again of people who did not change', async () => {
    const { changes, progress } = await changed(modify('ada', 'replace: title', 'title: Head of Engines'));
    expect(told(changes, 'upsert').filter((path) => path.startsWith('uid='))).toEqual([`uid=ada,${PEOPLE}`]);
    expect(progress).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(bench.person('ada')?.person.title).toBe('Head of Engines');
    expect(bench.person('bob')?.person.title).toBe('Engineer');
  });

  test('are seen when a value is taken away', async () => {
    await changed(modify('bob', 'delete: title'));
    expect(bench.person('bob')?.person.title).toBeUndefined();
  });

  test('are seen twice within one second, on both sides of a run', async () => {
    for (let attempt = 0; ; attempt++) {
      await changed(modify('carol', 'replace: title', `title: First ${attempt}`));
      const first = await modifyTimestamp(slapd, `uid=carol,${PEOPLE}`);
      await changed(modify('carol', 'replace: title', `title: Second ${attempt}`));
      expect(bench.person('carol')?.person.title).toBe(`Second ${attempt}`);
      if ((await modifyTimestamp(slapd, `uid=carol,${PEOPLE}`)) === first) return;
      expect(attempt).toBeLessThan(20);
    }
  });

  test('are seen when somebody is added, and when that somebody is deleted', async () => {
    await changed(addition('newcomer'));
    expect(bench.person('newcomer')?.person.name).toBe('Person newcomer');
    // With another change, because everything is read when what changed last has vanished.
    const { changes, progress } = await changed(
      `dn: uid=newcomer,${PEOPLE}\nchangetype: delete\n\n${modify('bob', 'replace: title', 'title: Head')}`,
    );
    expect(changes.filter(({ type }) => type === 'remove')).toHaveLength(1);
    expect(progress.removed).toBe(1);
    expect(bench.person('newcomer')).toBeUndefined();
  });

  test('lead to a manager who has another name now, although the entries of the team say nothing of it', async () => {
    const before = await modifyTimestamp(slapd, `uid=jana,${PEOPLE}`);
    await changed(`dn: uid=kira,${PEOPLE}\nchangetype: modrdn\nnewrdn: uid=kirsten\ndeleteoldrdn: 1\n`);
    expect(await modifyTimestamp(slapd, `uid=jana,${PEOPLE}`)).toBe(before);
    expect(bench.person('jana')?.person.managerKey).toBe(bench.person('kirsten')?.person.key);
  });

  test('leave a person the same when the entry gets another name and place', async () => {
    const before = bench.person('dora');
    await changed(`dn: uid=dora,${PEOPLE}\nchangetype: modrdn\nnewrdn: uid=dorothea\ndeleteoldrdn: 1\nnewsuperior: ${BRANCH}\n`);
    expect(before?.id).toBeDefined();
    expect(bench.person('dorothea')).toMatchObject({ id: before?.id });
    expect(bench.person('dora')).toBeUndefined();
    expect(bench.groupsOf('dorothea')).toEqual(['pilots']);
  });

  test('are seen when a whole branch gets another name, though no entry in it has a new time stamp', async () => {
    const moved = BRANCH.replace('berlin', 'potsdam');
    await changed(`dn: ${BRANCH}\nchangetype: modrdn\nnewrdn: ou=potsdam\ndeleteoldrdn: 1\n`);
    expect(bench.person('ines')?.person.key).toBe(`uid=ines,${moved}`);
    expect(bench.groupsOf('hans')).toEqual(['builders']);
    await changed(`dn: ${moved}\nchangetype: modrdn\nnewrdn: ou=berlin\ndeleteoldrdn: 1\n`);
    expect(bench.groupsOf('hans')).toEqual(['builders']);
  });

  test('take somebody out who is moved out of the base, by a rule that says so, and in again', async () => {
    const { changes, progress } = await changed(move('eve', PEOPLE, FORMER));
    expect(told(changes, 'excluded')).toEqual([`uid=eve,${PEOPLE}`]);
    expect(changes.map(({ type }) => type)).not.toContain('remove');
    expect(progress.removed).toBe(1);
    expect(bench.person('eve')).toBeUndefined();
    expect(bench.store.ledger.get('staff', uuidOf('eve'))).toMatchObject({
      state: 'excluded',
      reason: expect.stringContaining('moved out of peopleBase'),
    });
    await changed(move('eve', FORMER, PEOPLE));
    expect(bench.person('eve')?.person.uid).toBe('eve');
  });

  test('take a membership away that a group does not list any more', async () => {
    expect(bench.groupsOf('bob')).toEqual(['builders']);
    await changed(`dn: cn=builders,${GROUPS}\nchangetype: modify\ndelete: member\nmember: uid=bob,${PEOPLE}\n`);
    expect(bench.groupsOf('bob')).toEqual([]);
    expect(bench.groupsOf('ada')).toEqual(['builders']);
  });

  test('give nobody the memberships of a namesake who was deleted', async () => {
    expect(bench.groupsOf('gina')).toEqual(['pilots']);
    const stamp = await modifyTimestamp(slapd, `cn=pilots,${GROUPS}`);
    await slapd.modify(`dn: uid=gina,${PEOPLE}\nchangetype: delete\n`);
    await changed(addition('gina'));
    expect(await modifyTimestamp(slapd, `cn=pilots,${GROUPS}`)).toBe(stamp);
    expect(bench.person('gina')).toBeDefined();
    expect(bench.groupsOf('gina')).toEqual([]);
  });

  test.each<[string, () => { cursor?: string; source?: Source }]>([
    ['nobody can read', () => ({ cursor: 'garbage' })],
    ['an older version of Atrium wrote', () => ({ cursor: JSON.stringify({ ...JSON.parse(bench.cursor()), version: 0 }) })],
    ['was given for another filter', () => ({ source: sourceOf(slapd, { peopleFilter: '(objectClass=person)' }) })],
    ['was given for other attributes', () => ({ source: sourceOf(slapd, { attributes: { room: 'street' } }) })],
    [
      'is of the time after a backup was restored',
      () => ({ cursor: bench.cursor().replace(/"newest":\d+/, '"newest":4102444800000') }),
    ],
  ])('are not asked for with a cursor that %s: everything is read', async (_, spoil) => {
    const { cursor, source: other = source } = spoil();
    if (cursor !== undefined) bench.setCursor(cursor);
    expect(await bench.next(other)).toMatchObject({ snapshot: true, outcome: { state: 'complete' }, progress: { removed: 0 } });
    expect(await bench.next(other)).toMatchObject({ snapshot: false });
  });

  test('are not asked for at another server, which has other numbers of its own', async () => {
    const cursor = bench.cursor();
    const twin = await slapdOfTest({ ldif: toLdif(ENTRIES) });
    bench.setCursor(JSON.stringify({ ...JSON.parse(cursor), asked: await askedAt(twin) }));
    expect(await bench.next(sourceOf(twin))).toMatchObject({ snapshot: true, outcome: { state: 'complete' } });
  });

  test('tell of an account that has come to its end by time alone', async () => {
    const today = String(Math.floor(Date.now() / 86_400_000));
    await slapd.modify(
      `dn: uid=frank,${PEOPLE}\nchangetype: modify\nadd: objectClass\nobjectClass: shadowAccount\n-\nadd: shadowExpire\nshadowExpire: ${today}\n`,
    );
    await bench.next(source);
    const { mark, ...cursor } = JSON.parse(bench.cursor());
    // As it is two minutes after the last change: only what is later is asked for.
    bench.setCursor(JSON.stringify({ ...cursor, mark: { ...mark, isSettled: true } }));
    const { changes } = await bench.next(source);
    expect(told(changes, 'upsert')).toEqual([]);
    expect(told(changes, 'excluded')).toEqual([`uid=frank,${PEOPLE}`]);
  });

  test('that are sixty deletions at once wait, until everything was read', async () => {
    await slapd.modify(crowd.map(({ dn }) => `dn: ${dn}\nchangetype: delete\n`).join('\n'));
    const { outcome, snapshot } = await bench.next(source);
    expect(snapshot).toBe(false);
    expect(outcome).toMatchObject({ state: 'complete', held: { count: 60 } });
    expect(bench.person('many0')).toBeDefined();
    expect(await bench.next(source)).toMatchObject({ snapshot: true, outcome: { held: { count: 60 } } });
    expect(await bench.next(source)).toMatchObject({ snapshot: true, progress: { removed: 60 } });
    expect(await bench.next(source)).toMatchObject({ snapshot: false });
  });
});

describe('what is missing from a listing without proof', () => {
  test('is not removed while the whole directory cannot be asked; a run that reads everything decides', async () => {
    // The bases may be read, and the suffix above them may not.
    const database = `access to attrs=userPassword by anonymous auth by * none\naccess to dn.base="${SUFFIX}" by * none\naccess to * by users read by * none`;
    const slapd = await slapdOfTest({ ldif: toLdif(ENTRIES), config: { database } });
    const bench = createDeltaBench();
    onTestFinished(() => bench.store.close());
    const source = sourceOf(slapd);
    await bench.next(source);
    await slapd.modify(`dn: uid=ada,${PEOPLE}\nchangetype: delete\n`);
    const { changes, snapshot, progress } = await bench.next(source);
    expect(snapshot).toBe(false);
    expect(changes.map(({ type }) => type)).not.toContain('remove');
    expect(progress.removed).toBe(0);
    expect(bench.person('ada')).toBeDefined();
    expect(await bench.next(source)).toMatchObject({ snapshot: true, progress: { removed: 1 } });
  });

  test('is everything: then everything is read, and the rules of that apply', async () => {
    const slapd = await slapdOfTest({ ldif: toLdif(ENTRIES) });
    const bench = createDeltaBench();
    onTestFinished(() => bench.store.close());
    const source = sourceOf(slapd);
    await bench.next(source);
    const people = ENTRIES.filter(({ dn }) => dn.startsWith('uid='));
    await slapd.modify(people.map(({ dn }) => `dn: ${dn}\nchangetype: delete\n`).join('\n'));
    expect(await bench.next(source)).toMatchObject({
      snapshot: true,
      outcome: { held: { count: people.length } },
      progress: { removed: 0 },
    });
  });
});

describe('a directory that keeps time stamps and cannot compare them', () => {
  const people = ENTRIES.filter(({ dn }) => dn.startsWith('uid='));

  test.each([
    ['finds nothing by them: everything is read in every run', false, [true, true]],
    ['or can: then the second run reads the changes', true, [true, false]],
  ])('%s', async (_, compares, snapshots) => {
    const server = await startLdapServer({
      port: 0,
      signIn: () => true,
      search({ base, scope, filter }) {
        if (base === '') return { code: 0, entries: [{ dn: '', attributes: { namingContexts: [SUFFIX] } }] };
        if (scope === 'base') return { code: 0, entries: [{ dn: base, attributes: { entryUUID: [uuidOf(base)] } }] };
        const isEmpty = filter.includes('jpegPhoto') || (filter.includes('modifyTimestamp>=') && !compares);
        return { code: 0, entries: isEmpty ? [] : people.map(asAnswer) };
      },
    });
    onTestFinished(() => server.close());
    const bench = createDeltaBench();
    onTestFinished(() => bench.store.close());
    const { source } = testSource(server, { groupsBase: undefined });
    for (const snapshot of snapshots)
      expect(await bench.next(source)).toMatchObject({ snapshot, outcome: { state: 'complete' } });
  });

  function asAnswer({ dn, attributes }: LdifEntry) {
    const values = Object.entries(attributes).map(([name, value]) => [name, [value ?? []].flat().map(String)] as const);
    return { dn, attributes: Object.fromEntries(values) };
  }
});

describe('a person whose sign-in name cannot be read any more', () => {
  test('stays as the last run left them, and the next run reads everything', async () => {
    const database = `access to dn.base="uid=ada,${PEOPLE}" attrs=uid filter="(title=hidden)" by anonymous auth by * none\naccess to * by users read by anonymous auth`;
    const slapd = await slapdOfTest({ ldif: toLdif(ENTRIES), config: { database } });
    const bench = createDeltaBench();
    onTestFinished(() => bench.store.close());
    const source = sourceOf(slapd);
    await bench.next(source);
    await slapd.modify(modify('ada', 'replace: title', 'title: hidden'));
    const { snapshot, changes } = await bench.next(source);
    expect(snapshot).toBe(false);
    expect(told(changes, 'excluded')).toEqual([]);
    expect(bench.person('ada')?.person.title).toBe('Engineer');
    expect(bench.cursor()).toBe('');
  });
});

function modify(uid: string, ...lines: string[]): string {
  return [`dn: uid=${uid},${PEOPLE}`, 'changetype: modify', ...lines, ''].join('\n');
}

/** The server gives it its number and time stamp. */
function addition(uid: string): string {
  const { dn, attributes } = person(uid, { entryUUID: undefined, modifyTimestamp: undefined });
  return toLdif([{ dn, attributes: { changetype: 'add', ...attributes } }]);
}

function move(uid: string, from: string, to: string): string {
  return `dn: uid=${uid},${from}\nchangetype: modrdn\nnewrdn: uid=${uid}\ndeleteoldrdn: 0\nnewsuperior: ${to}\n`;
}

async function modifyTimestamp(slapd: Slapd, base: string): Promise<string> {
  const signal = AbortSignal.timeout(5_000);
  const connection = await openConnection({ host: '127.0.0.1', port: slapd.port, tls: undefined }, signal);
  try {
    await connection.bind(slapd.bindDn, slapd.bindPassword, signal);
    const { entries } = await connection.search(
      { base, scope: 'base', filter: ANY_ENTRY, attributes: ['modifyTimestamp'] },
      signal,
    );
    return textsOf(entries[0]?.attributes.get('modifytimestamp')).join();
  } finally {
    connection.close();
  }
}

/** What a cursor of that server says was asked for: the address is part of it. */
async function askedAt(slapd: Slapd): Promise<string> {
  const bench = createDeltaBench();
  await bench.next(sourceOf(slapd));
  const { asked } = JSON.parse(bench.cursor());
  bench.store.close();
  return asked;
}

async function slapdOfTest(options: SlapdOptions): Promise<Slapd> {
  const slapd = await startSlapd(options);
  onTestFinished(() => slapd.stop());
  return slapd;
}
