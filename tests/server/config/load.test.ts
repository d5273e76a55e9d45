import { describe, expect, test } from 'vitest';
import { parseConfig } from '#server/config/load.ts';
import { AppError } from '#server/errors.ts';

function parse(text: string, environment: NodeJS.ProcessEnv = {}) {
  return parseConfig({ text, file: '/etc/atrium/atrium.yaml', environment });
}

function problems(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppError) return (error.errors ?? []).map((problem) => problem.message);
    throw error;
  }
  return [];
}

const complete = `
server: { host: 127.0.0.1, port: 3000, publicUrl: "http://localhost:3000" }
dataDir: ./data
meilisearch: { url: "http://127.0.0.1:7700", apiKey: "\${MEILI_KEY}" }
auth:
  method: directory
  admins: ["group:atrium-admins", "user:grace"]
sources:
  - id: staff
    kind: ldap
    url: ldap://127.0.0.1:13389
    startTls: false
    bindDn: cn=indexer,dc=example,dc=com
    bindPassword: "\${LDAP_PASSWORD}"
    peopleBase: ou=people,dc=example,dc=com
    groupsBase: ou=groups,dc=example,dc=com
    peopleFilter: "(objectClass=inetOrgPerson)"
    attributes: { department: departmentNumber }
    schedule: "*/15 * * * *"
  - id: library
    kind: drive
    path: ../library
    permissions: posix
    include: ["**/*"]
    exclude: ["**/~$*"]
    labels: { "History/**": history, "Products/**": product }
    schedule: "*/15 * * * *"
`;

describe('the configuration file', () => {
  test('takes every key of the reference', () => {
    const config = parse(complete, { MEILI_KEY: 'k', LDAP_PASSWORD: 'p: #"[' });
    expect(config.sources.map((source) => source.id)).toEqual(['staff', 'library']);
    expect(config.auth.admins).toEqual(['group:atrium-admins', 'user:grace']);
  });

  test('makes an empty file the default configuration', () => {
    expect(parse('')).toMatchObject({ server: { host: '127.0.0.1', port: 3000 }, auth: { method: 'open' }, sources: [] });
  });

  test('takes secrets from the environment as they are, whatever YAML means by their characters', () => {
    const config = parse(complete, { MEILI_KEY: 'k', LDAP_PASSWORD: 'p: #"[' });
    expect(config.sources[0]).toMatchObject({ bindPassword: 'p: #"[' });
  });

  test('takes relative paths from the folder of the file', () => {
    const config = parse(complete, { MEILI_KEY: 'k', LDAP_PASSWORD: 'p' });
    expect(config.dataDir).toBe('/etc/atrium/data');
    expect(config.sources[1]).toMatchObject({ path: '/etc/library' });
  });

  test('reports every problem at once, with its line', () => {
    const found = problems(
      'server:\n  port: 99999\n  hots: x\nauth: { method: magic }\nsources:\n  - id: A b\n    kind: drive\n    path: /x\n',
    );
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(/^atrium\.yaml:2: server\.port: /);
    expect(found[1]).toMatch(/^atrium\.yaml:3: server\.hots: unknown key "hots"/);
    expect(found[2]).toMatch(/^atrium\.yaml:4: auth\.method: /);
    expect(found[3]).toMatch(/^atrium\.yaml:6: sources\[0\]\.id: /);
  });

  test('names an environment variable that is not set, with its line', () => {
    expect(problems('\nmeilisearch: { url: "http://h", apiKey: "${NOT_SET}" }')[0]).toBe(
      'atrium.yaml:2: the environment variable NOT_SET is not set',
    );
  });

  test('refuses two sources of one id', () => {
    const source = '  - { id: a, kind: drive, path: /x }\n';
    expect(problems(`sources:\n${source}${source}`)[0]).toBe('atrium.yaml:3: sources[1].id: the id "a" is used twice');
  });

  test('refuses an unknown kind of source and names the known ones', () => {
    expect(problems('sources:\n  - { id: a, kind: gopher, path: /x }')[0]).toMatch(/^atrium\.yaml:2: sources\[0\]\.kind: /);
  });

  test('refuses a schedule that is no cron expression', () => {
    expect(problems('sources:\n  - { id: a, kind: drive, path: /x, schedule: "often" }')[0]).toMatch(
      /^atrium\.yaml:2: sources\[0\]\.schedule: /,
    );
  });
});
