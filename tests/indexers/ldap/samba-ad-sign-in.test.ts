import { beforeAll, describe, expect, test } from 'vitest';
import { bindRefusal } from '#indexers/sources/ldap/bind-refusal.ts';
import { connectDirectory } from '#indexers/sources/ldap/connect.ts';
import type { Source } from '#indexers/types.ts';
import { SAMBA_DC_LIMIT, sharedSambaDc } from '../../support/samba-dc.ts';
import { DOMAIN_PASSWORD, LOCKOUT_THRESHOLD, personDn } from '../../support/samba-dc-entries.ts';
import type { SambaDc } from '../../support/start-samba-dc.ts';
import { testSource } from './test-source.ts';

const signal = () => AbortSignal.timeout(20_000);

describe('signing in at a real Active Directory (a domain controller of Samba)', () => {
  let dc: SambaDc;
  let source: Source;
  beforeAll(async () => {
    dc = await sharedSambaDc();
    source = testSource(
      { url: dc.ldapsUrl, bindDn: dc.bindDn, bindPassword: dc.bindPassword },
      { tls: { caFile: dc.caFile }, peopleBase: dc.domain, groupsBase: dc.domain },
    ).source;
  }, SAMBA_DC_LIMIT);

  const signIn = async (name: string, password: string) => {
    const account = await source.findAccount?.(name, signal());
    return source.tryPassword?.(account, password, signal());
  };
  /** What the directory itself says to this bind, as its sub-code; undefined when it lets in. */
  const subCode = async (dn: string, password: string): Promise<string | undefined> => {
    const connection = await connectDirectory({ url: dc.ldapsUrl, startTls: false, tls: { caFile: dc.caFile } }, signal());
    try {
      await connection.bind(`${dn},${dc.domain}`, password, signal());
      return undefined;
    } catch (error) {
      const message = String(error);
      expect(bindRefusal(message), message).toBeDefined();
      return /\bdata ([0-9a-f]+)\b/.exec(message)?.[1];
    } finally {
      connection.close();
    }
  };

  test.each([
    ['ada', DOMAIN_PASSWORD, 'right'],
    ['ADA', DOMAIN_PASSWORD, 'right'],
    ['jörg.müller', DOMAIN_PASSWORD, 'right'],
    ['bob', 'wrong', 'wrong'],
    ['nobody', DOMAIN_PASSWORD, 'wrong'],
    ['ada', '', 'wrong'],
    ['a*', DOMAIN_PASSWORD, 'wrong'],
    ['ada)(sAMAccountName=*', DOMAIN_PASSWORD, 'wrong'],
    ['disabled', DOMAIN_PASSWORD, 'account-disabled'],
    ['disabled', 'wrong', 'wrong'],
    ['expired', DOMAIN_PASSWORD, 'account-expired'],
    ['expired', 'wrong', 'wrong'],
    ['must.change', DOMAIN_PASSWORD, 'password-change-required'],
    ['must.change', 'wrong', 'wrong'],
  ])('"%s" with the password "%s" is %s', async (name, password, verdict) => {
    expect(await signIn(name, password)).toBe(verdict);
  });

  test.each([
    ['52e', 'Bob', 'wrong'],
    ['533', 'Disabled', DOMAIN_PASSWORD],
    ['701', 'Expired', DOMAIN_PASSWORD],
    ['773', 'Must Change', DOMAIN_PASSWORD],
    [undefined, 'Ada', DOMAIN_PASSWORD],
  ])('the directory says %s to %s', async (code, cn, password) => {
    expect(await subCode(personDn(cn), password)).toBe(code);
  });

  test('an account that is locked (775) is refused with the right password, in the words of a wrong one', async () => {
    for (let attempt = 0; attempt < LOCKOUT_THRESHOLD; attempt++) expect(await signIn('locked', 'guess')).toBe('wrong');
    expect(await subCode(personDn('Locked'), DOMAIN_PASSWORD)).toBe('775');
    expect(await signIn('locked', DOMAIN_PASSWORD)).toBe('wrong');
  });
});
