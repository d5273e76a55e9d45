import { describe, expect, test } from 'vitest';
import { sourceKinds } from '#indexers/sources/index.ts';
import { SourceKindForm } from '#server/contract/sources.ts';
import { parseSettings } from '#server/sources/parse-settings.ts';
import { presentKind } from '#server/sources/present-kind.ts';

/** Asked for elsewhere. */
const NOT_ASKED = ['id', 'kind'];

describe.each(sourceKinds.map((kind) => [kind.kind, kind] as const))('the form of %s', (_name, kind) => {
  const form = presentKind(kind);

  test('is what the contract says', () => {
    expect(() => SourceKindForm.parse(form)).not.toThrow();
  });

  test('asks for every setting once, and for nothing else', () => {
    const asked = form.fields.map(({ name }) => name);
    expect(new Set(asked).size).toBe(asked.length);
    const keys = new Set(asked.map((name) => name.split('.')[0]));
    const settings = Object.keys(kind.config.shape).filter((key) => !NOT_ASKED.includes(key));
    expect([...keys].toSorted()).toEqual(settings.toSorted());
  });

  test('hides every setting that is a password', () => {
    const secrets = form.fields.filter(({ secret }) => secret).map(({ name }) => name);
    expect(secrets).toEqual(form.fields.map(({ name }) => name).filter((name) => /password|secret/i.test(name)));
  });

  test('says in two languages what each is for', () => {
    for (const { name, label, help } of form.fields) {
      for (const words of [label, help]) expect(words.en && words.de, name).toBeTruthy();
      expect(help.de, name).not.toBe(help.en);
    }
  });

  test('begins with defaults that are valid', () => {
    for (const { name, default: value } of form.fields) {
      const schema = kind.config.shape[name];
      if (value !== null && schema !== undefined) expect(schema.safeParse(value).success, name).toBe(true);
    }
  });
});

describe('settings', () => {
  const drive = (settings: Record<string, unknown>) => parseSettings({ id: 'library', kind: 'drive', settings }).config;

  test('that are empty are as if they had been left out', () => {
    expect(drive({ path: '/srv', nfs4Domain: '', exclude: null })).toMatchObject({ exclude: [], permissions: 'auto' });
  });

  test('are read every quarter of an hour unless somebody says otherwise, or never', () => {
    expect(drive({ path: '/srv' }).schedule).toBe('*/15 * * * *');
    expect(drive({ path: '/srv', schedule: '0 3 * * *' }).schedule).toBe('0 3 * * *');
    expect(drive({ path: '/srv', schedule: null }).schedule).toBe(undefined);
  });

  test.each([
    ['a path that begins nowhere', { path: 'srv/library' }, 'settings.path'],
    ['a certificate file that lies nowhere', { tls: { caFile: 'ca.pem' } }, 'settings.tls.caFile'],
    ['a schedule that is none', { schedule: 'often' }, 'settings.schedule'],
  ])('with %s are refused by the field’s name', (_what, settings, field) => {
    const kind = 'tls' in settings ? 'ldap' : 'drive';
    const given = { id: 'library', kind, settings: { path: '/srv', url: 'ldaps://x', peopleBase: 'dc=x', ...settings } };
    let errors: { path: string }[] | undefined;
    try {
      parseSettings(given);
    } catch (error) {
      errors = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
    }
    expect(errors?.map(({ path }) => path)).toContain(field);
  });

  test('of a kind that is none are refused, and the kinds are named', () => {
    expect(() => parseSettings({ id: 'x', kind: 'gopher', settings: {} })).toThrow('There are: ldap, drive, smb.');
  });
});
