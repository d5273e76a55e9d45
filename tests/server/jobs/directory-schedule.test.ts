import { describe, expect, test } from 'vitest';
import { ldapSource } from '#indexers/sources/ldap/index.ts';
import { parseConfig } from '#server/config/load.ts';
import { createSources } from '#server/create-sources.ts';
import { scheduleWarning } from '#server/jobs/directory-schedule.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

function directory(options: { method: 'directory' | 'open'; schedule?: string }) {
  const { method, schedule } = options;
  const source = { id: 'staff', kind: ldapSource.kind, url: 'ldap://127.0.0.1', peopleBase: 'dc=example', schedule };
  const text = JSON.stringify({ auth: { method }, sources: [source] });
  const config = parseConfig({ text, file: '/nowhere/atrium.yaml', environment: {} });
  const store = createSqliteStore({ path: ':memory:' });
  const configured = createSources({ config, store, logger: createLogger({ level: 'silent' }) }).get('staff');
  store.close();
  if (!configured) throw new Error('the source is not there');
  return configured;
}

describe('a directory that people sign in with', () => {
  test('is read every quarter of an hour when nothing else is said, and only where it decides who may come in', () => {
    expect(directory({ method: 'directory' }).schedule).toBe('*/15 * * * *');
    expect(directory({ method: 'directory', schedule: '0 3 * * *' }).schedule).toBe('0 3 * * *');
    expect(directory({ method: 'open' }).schedule).toBeUndefined();
  });

  test.each([
    ['*/15 * * * *', undefined],
    ['*/5 * * * *', undefined],
    ['0 * * * *', '60 minutes'],
    ['*/15 6-20 * * *', '555 minutes'],
    ['0 0 1 1 *', 'minutes'],
  ])('read by "%s" is warned of as pausing for %s', (schedule, pause) => {
    const warning = scheduleWarning(directory({ method: 'directory', schedule }), 'directory');
    if (pause === undefined) expect(warning).toBeUndefined();
    else expect(warning).toContain(pause);
    expect(scheduleWarning(directory({ method: 'open', schedule }), 'open')).toBeUndefined();
  });
});
