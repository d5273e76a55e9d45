import { describeSourceContract } from '../../contracts/source-contract.ts';
import { startSlapd } from '../../support/slapd.ts';
import { group, manyPeople, PEOPLE, person, TREE, toLdif, uuidOf } from './ldif.ts';
import { testSource } from './test-source.ts';

describeSourceContract('an LDAP source on OpenLDAP', async () => {
  const people = [...manyPeople(700, { photos: true })];
  const machine = person('svc-backup');
  const groups = [
    group(
      'everyone',
      people.map(({ dn }) => dn),
    ),
    group(
      'few',
      people.slice(0, 3).map(({ dn }) => dn),
    ),
  ];
  const slapd = await startSlapd({ ldif: toLdif([...TREE, ...people, machine, ...groups]) });
  return {
    source: testSource(slapd, { serviceAccounts: ['svc-*'] }).source,
    unreachable: testSource({ url: 'ldap://127.0.0.1:1' }).source,
    absentId: uuidOf('nobody'),
    async change() {
      await slapd.modify(`dn: uid=p000005,${PEOPLE}\nchangetype: modify\nreplace: title\ntitle: Head of Engines\n`);
      return uuidOf('p000005');
    },
    close: () => slapd.stop(),
  };
});
