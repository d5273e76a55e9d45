import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Source } from '#indexers/types.ts';
import { SAMBA_DC_LIMIT, sharedSambaDc } from '../../support/samba-dc.ts';
import { DOMAIN_PASSWORD, personDn } from '../../support/samba-dc-entries.ts';
import type { SambaDc } from '../../support/start-samba-dc.ts';
import { createDeltaBench, type DeltaBench, told } from './delta-bench.ts';
import { testSource } from './test-source.ts';

const run = promisify(execFile);

/**
 * The domain controller belongs to all test files, which look at its users and groups. So these people are contacts, and their
 * groups are of another class, in a branch of their own.
 */
const asContacts = {
  peopleFilter: '(objectClass=contact)',
  groupsFilter: '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))',
  attributes: { uid: 'cn' },
  pageSize: 3,
};
const CONTACTS = ['anna', 'bert', 'cleo', 'dirk', 'emma', 'fred', 'gerd', 'hugo'];

describe.each(['an administrator', 'an ordinary user'])('the changes of a real Active Directory, read as %s', (who) => {
  let dc: SambaDc;
  let source: Source;
  let bench: DeltaBench;
  let branch: string;
  let former: string;
  const isAdministrator = who === 'an administrator';

  beforeAll(async () => {
    dc = await sharedSambaDc();
    const top = `OU=Delta ${isAdministrator ? 'A' : 'B'},${dc.domain}`;
    branch = `OU=Staff,${top}`;
    former = `OU=Former,${top}`;
    await modify(
      ...[top, branch, former, `OU=Lab,${branch}`].map((dn) => `dn: ${dn}\nchangetype: add\nobjectClass: organizationalUnit`),
      `dn: CN=lisa,OU=Lab,${branch}\nchangetype: add\nobjectClass: contact`,
      ...CONTACTS.map((cn) => `dn: CN=${cn},${branch}\nchangetype: add\nobjectClass: contact\ntitle: Engineer`),
      `dn: CN=crew,${branch}\nchangetype: add\nobjectClass: groupOfNames\nmember: CN=anna,${branch}\nmember: CN=bert,${branch}\nmember: CN=hugo,${branch}`,
      // Samba lets nobody change the `member` of a group without a SID.
      `dn: CN=guests,${branch}\nchangetype: add\nobjectClass: groupOfUniqueNames\nuniqueMember: CN=anna,${branch}\nuniqueMember: CN=emma,${branch}`,
    );
    const bind = isAdministrator
      ? { bindDn: dc.bindDn, bindPassword: dc.bindPassword }
      : { bindDn: `${personDn('Carol')},${dc.domain}`, bindPassword: DOMAIN_PASSWORD };
    const bases = { peopleBase: branch, groupsBase: branch };
    source = testSource({ url: dc.ldapsUrl, ...bind }, { tls: { caFile: dc.caFile }, ...bases, ...asContacts }).source;
  }, SAMBA_DC_LIMIT);
  afterAll(async () => {
    if (branch !== undefined) await command('ldapdelete', '-r', branch.replace('OU=Staff,', ''));
  });
  beforeEach(async () => {
    bench = createDeltaBench();
    expect(await bench.next(source)).toMatchObject({ outcome: { state: 'complete' }, snapshot: true });
    onTestFinished(() => bench.store.close());
  });

  async function command(name: string, ...parameters: string[]): Promise<void> {
    const signIn = ['-x', '-H', dc.ldapsUrl, '-D', dc.bindDn, '-w', dc.bindPassword];
    await run(name, [...signIn, ...parameters], { env: { ...process.env, LDAPTLS_CACERT: dc.caFile } });
  }

  async function modify(...changes: string[]): Promise<void> {
    const child = run('ldapmodify', ['-x', '-H', dc.ldapsUrl, '-D', dc.bindDn, '-w', dc.bindPassword], {
      env: { ...process.env, LDAPTLS_CACERT: dc.caFile },
    });
    child.child.stdin?.end(`${changes.join('\n\n')}\n`);
    await child;
  }

  /** Changes the directory and reads what changed. */
  async function changed(...ldif: string[]) {
    await modify(...ldif);
    const result = await bench.next(source);
    expect(result).toMatchObject({ outcome: { state: 'complete' }, snapshot: false });
    expect(bench.cursor()).not.toBe('');
    return result;
  }

  test('come without the rest, and are seen when a value is new, another, or taken away', async () => {
    const first = await changed(`dn: CN=anna,${branch}\nchangetype: modify\nreplace: title\ntitle: Head of Engines`);
    expect(told(first.changes, 'upsert')).toEqual([`CN=anna,${branch}`]);
    expect(bench.person('anna')?.person.title).toBe('Head of Engines');
    await changed(
      `dn: CN=anna,${branch}\nchangetype: modify\ndelete: title`,
      `dn: CN=nina,${branch}\nchangetype: add\nobjectClass: contact`,
    );
    expect(bench.person('anna')?.person.title).toBeUndefined();
    expect(bench.person('nina')?.person.name).toBe('nina');
    expect((await bench.next(source)).changes.map(({ type }) => type)).toEqual(['complete']);
  });

  test('take somebody out who is deleted, and nobody gets the memberships of a namesake', async () => {
    const { changes } = await changed(`dn: CN=dirk,${branch}\nchangetype: delete`);
    expect(changes.filter(({ type }) => type === 'remove')).toHaveLength(1);
    expect(bench.person('dirk')).toBeUndefined();
    expect(bench.groupsOf('hugo')).toEqual(['crew']);
    await changed(`dn: CN=hugo,${branch}\nchangetype: delete`, `dn: CN=hugo,${branch}\nchangetype: add\nobjectClass: contact`);
    expect(bench.person('hugo')).toBeDefined();
    expect(bench.groupsOf('hugo')).toEqual([]);
  });

  test('are seen when a whole branch gets another name, though no entry in it has a new number', async () => {
    const before = bench.person('lisa');
    await changed(`dn: OU=Lab,${branch}\nchangetype: modrdn\nnewrdn: OU=Workshop\ndeleteoldrdn: 1`);
    expect(before?.id).toBeDefined();
    expect(bench.person('lisa')).toMatchObject({ id: before?.id });
    expect(bench.person('lisa')?.person.key).toBe(`cn=lisa,ou=workshop,${branch.toLowerCase()}`);
  });

  if (!isAdministrator) return;

  test('leave a person the same, and in the same groups, when the entry gets another name', async () => {
    const before = bench.person('bert');
    expect(bench.groupsOf('bert')).toEqual(['crew']);
    await changed(`dn: CN=bert,${branch}\nchangetype: modrdn\nnewrdn: CN=bertram\ndeleteoldrdn: 1`);
    expect(before?.id).toBeDefined();
    expect(bench.person('bertram')).toMatchObject({ id: before?.id });
    expect(bench.groupsOf('bertram')).toEqual(['crew']);
  });

  test('take somebody out who is moved out of the base, by a rule that says so', async () => {
    const { changes } = await changed(
      `dn: CN=cleo,${branch}\nchangetype: modrdn\nnewrdn: CN=cleo\ndeleteoldrdn: 1\nnewsuperior: ${former}`,
    );
    expect(told(changes, 'excluded')).toEqual([`CN=cleo,${branch}`]);
    expect(bench.person('cleo')).toBeUndefined();
  });

  test('take a membership away that a group does not list any more', async () => {
    expect(bench.groupsOf('emma')).toEqual(['guests']);
    await changed(`dn: CN=guests,${branch}\nchangetype: modify\ndelete: uniqueMember\nuniqueMember: CN=emma,${branch}`);
    expect(bench.groupsOf('emma')).toEqual([]);
  });

  test.each([
    ['another domain controller', /"server":"CN=NTDS Settings,CN=[^,]+/, '"server":"CN=NTDS Settings,CN=OTHER'],
    [
      'the same after its database was restored',
      /"server":"(.*) [0-9a-f]{32}"/,
      '"server":"$1 00112233445566778899aabbccddeeff"',
    ],
    ['one that has gone back', /"highest":"\d+"/, '"highest":"999999999999"'],
  ])('are not asked for with the cursor of %s: everything is read', async (_, was, is) => {
    const cursor = bench.cursor();
    expect(cursor).toMatch(was);
    bench.setCursor(cursor.replace(was, is));
    expect(await bench.next(source)).toMatchObject({ snapshot: true, outcome: { state: 'complete' }, progress: { removed: 0 } });
    expect(await bench.next(source)).toMatchObject({ snapshot: false });
  });
});
