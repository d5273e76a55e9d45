import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { integer, text } from './rows.ts';
import type { SessionStore } from './state-store.ts';

export function createSessionStore({ sql }: Database): SessionStore {
  const create = sql.prepare('INSERT INTO sessions (token_hash, uid, folded_uid, created_at, used_at) VALUES (?, ?, ?, ?, ?)');
  const get = sql.prepare('SELECT uid, created_at, used_at FROM sessions WHERE token_hash = ?');
  const touch = sql.prepare('UPDATE sessions SET used_at = ? WHERE token_hash = ?');
  const remove = sql.prepare('DELETE FROM sessions WHERE token_hash = ?');
  const removeByUid = sql.prepare('DELETE FROM sessions WHERE folded_uid = ?');
  // Before the first run there are no people, which says nothing about whose sessions these are.
  const removeExpired = sql.prepare(`
    DELETE FROM sessions WHERE created_at < ? OR used_at < ?
      OR (EXISTS (SELECT 1 FROM people) AND NOT EXISTS (SELECT 1 FROM people WHERE people.folded_uid = sessions.folded_uid))`);
  return {
    create(token, uid, now) {
      create.run(hash(token), uid, uid.toLowerCase(), now, now);
    },
    get(token) {
      const row = get.get(hash(token));
      return row && { uid: text(row, 'uid'), createdAt: integer(row, 'created_at'), usedAt: integer(row, 'used_at') };
    },
    touch(token, now) {
      touch.run(now, hash(token));
    },
    delete(token) {
      remove.run(hash(token));
    },
    deleteExpired({ createdAt, usedAt }) {
      removeExpired.run(createdAt, usedAt);
    },
    deleteByUid(uid) {
      removeByUid.run(uid.toLowerCase());
    },
  };
}

/** Tokens are long and random, so a plain hash keeps them secret: there is no dictionary to try. */
function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
