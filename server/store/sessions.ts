import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { isDiskFull } from './disk-full.ts';
import { integer, text, textOrNull } from './rows.ts';
import type { DeviceStore, SessionStore } from './state-store.ts';

export function createSessionStore({ sql }: Database): SessionStore {
  const create = sql.prepare(
    'INSERT INTO sessions (token_hash, person, uid, folded_uid, claims, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const get = sql.prepare('SELECT person, uid, claims, created_at, used_at FROM sessions WHERE token_hash = ?');
  const touch = sql.prepare('UPDATE sessions SET used_at = ? WHERE token_hash = ?');
  const remove = sql.prepare('DELETE FROM sessions WHERE token_hash = ?');
  const removeOfPerson = sql.prepare('DELETE FROM sessions WHERE person = ?');
  const removeNamed = sql.prepare('DELETE FROM sessions WHERE person IS ? AND folded_uid = ?');
  const removeOfUid = sql.prepare('DELETE FROM sessions WHERE person IS NULL AND uid = ?');
  const removeExpired = sql.prepare('DELETE FROM sessions WHERE created_at < ? OR used_at < ?');
  const people = sql.prepare('SELECT DISTINCT person, uid FROM sessions WHERE person IS NOT NULL');
  return {
    create(token, { personId, uid, claims }, now) {
      create.run(hash(token), personId ?? null, uid, uid.toLowerCase(), claims ?? null, now, now);
    },
    get(token) {
      const row = get.get(hash(token));
      return (
        row && {
          personId: textOrNull(row, 'person') ?? undefined,
          uid: text(row, 'uid'),
          claims: textOrNull(row, 'claims') ?? undefined,
          createdAt: integer(row, 'created_at'),
          usedAt: integer(row, 'used_at'),
        }
      );
    },
    touch(token, now) {
      try {
        touch.run(now, hash(token));
      } catch (error) {
        // Whoever is signed in goes on searching; the next use is noted.
        if (!isDiskFull(error)) throw error;
      }
    },
    delete: (token) => remove.run(hash(token)).changes === 1,
    deleteOf({ personId, uid }) {
      // Without a directory it is the provider that says which names differ: "Kim" is not "kim".
      const { changes } = personId === undefined ? removeOfUid.run(uid) : removeOfPerson.run(personId);
      return Number(changes);
    },
    deleteNamed: ({ personId, uid }) => Number(removeNamed.run(personId ?? null, uid.toLowerCase()).changes),
    deleteExpired({ createdAt, usedAt }) {
      removeExpired.run(createdAt, usedAt);
    },
    people: () => people.all().map((row) => ({ personId: text(row, 'person'), uid: text(row, 'uid') })),
  };
}

export function createDeviceStore({ sql, transaction }: Database): DeviceStore {
  const knows = sql.prepare('SELECT 1 FROM devices WHERE token_hash = ? AND person = ?');
  const owner = sql.prepare('SELECT person FROM devices WHERE token_hash = ? ORDER BY used_at DESC LIMIT 1');
  const move = sql.prepare('UPDATE devices SET token_hash = ? WHERE token_hash = ?');
  const put = sql.prepare(`
    INSERT INTO devices (token_hash, person, used_at) VALUES (?, ?, ?)
    ON CONFLICT (token_hash, person) DO UPDATE SET used_at = excluded.used_at`);
  const removeOfPerson = sql.prepare('DELETE FROM devices WHERE person = ?');
  const removeUnused = sql.prepare('DELETE FROM devices WHERE used_at < ?');
  return {
    knows: (token, personId) => knows.get(hash(token), personId) !== undefined,
    ownerOf(token) {
      const row = owner.get(hash(token));
      return row && text(row, 'person');
    },
    remember({ token, previous, personId }, now) {
      transaction(() => {
        if (previous !== undefined) move.run(hash(token), hash(previous));
        put.run(hash(token), personId, now);
      });
    },
    forgetPerson(personId) {
      removeOfPerson.run(personId);
    },
    deleteUnused(before) {
      removeUnused.run(before);
    },
  };
}

/** Tokens are long and random, so a plain hash keeps them secret: there is no dictionary to try. */
function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
