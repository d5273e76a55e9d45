import { expect, test } from 'vitest';
import { openDatabase } from '#server/store/database.ts';
import { createDirectory } from '#server/store/directory.ts';
import { migrations } from '#server/store/migrations/index.ts';
import { text } from '#server/store/rows.ts';

const MEMBERS = 12_345;

test('a group of 12,345 that loses one member and gets another writes four rows of its closure and of its only outer group', () => {
  const { sql, transaction } = openDatabase(':memory:', { migrations, durable: true });
  const directory = createDirectory({ sql, transaction }, { accessChanged: () => undefined });
  // Notes what is really written, row by row.
  sql.exec(`
    CREATE TEMP TABLE written (what TEXT);
    CREATE TEMP TRIGGER joined AFTER INSERT ON main.memberships BEGIN INSERT INTO written VALUES ('+'); END;
    CREATE TEMP TRIGGER parted AFTER DELETE ON main.memberships BEGIN INSERT INTO written VALUES ('-'); END;
    CREATE TEMP TRIGGER rerouted AFTER UPDATE ON main.memberships BEGIN INSERT INTO written VALUES ('~'); END;`);
  const written = (): string => {
    const rows = sql.prepare('SELECT what FROM written').all();
    sql.exec('DELETE FROM written');
    return rows.map((row) => text(row, 'what')).join('');
  };
  const lists = { otherNames: [], emails: [], phones: [], skills: [], languages: [] };
  const uids = Array.from({ length: MEMBERS + 1 }, (_, n) => `u${n}`);
  const putGroup = (name: string, memberKeys: string[]) =>
    directory.putGroup('staff', name, {
      kind: 'group',
      name,
      key: name,
      memberKeys,
      memberUids: [],
      principals: [`group:${name}`],
    });
  transaction(() => {
    for (const uid of uids)
      directory.putPerson('staff', uid, uid, { kind: 'person', uid, name: uid, key: uid, principals: [`user:${uid}`], ...lists });
    putGroup('everybody', uids.slice(1));
    putGroup('outer', ['everybody']);
  });
  directory.closeMemberships('staff');
  expect(written()).toBe('+'.repeat(2 * MEMBERS));
  putGroup('everybody', uids.slice(0, -1));
  directory.closeMemberships('staff');
  expect(written()).toBe('--++');
  directory.closeMemberships('staff');
  expect(written()).toBe('');
  sql.close();
});
