import type { PostWrite } from '../../contract/posts.ts';
import type { Database } from '../database.ts';
import { integer, json, type Row, text } from '../rows.ts';
import type { PostStore, StoredPost } from './knowledge-state.ts';

export function createPostStore({ sql, transaction }: Database): PostStore {
  const insert = sql.prepare(`
    INSERT INTO posts (path, post, author, author_name, is_announcement, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const isTaken = sql.prepare('SELECT 1 FROM posts WHERE path = ?');
  const update = sql.prepare('UPDATE posts SET post = ?, is_announcement = ?, changed_at = ? WHERE id = ?');
  const remove = sql.prepare('DELETE FROM posts WHERE id = ?');
  const get = sql.prepare('SELECT * FROM posts WHERE id = ?');
  const list = sql.prepare('SELECT * FROM posts WHERE id > ? ORDER BY id LIMIT ?');
  const any = sql.prepare('SELECT 1 FROM posts LIMIT 1');
  const by = sql.prepare('SELECT * FROM posts WHERE author IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?');
  const announced = sql.prepare('SELECT * FROM posts WHERE is_announcement = 1 ORDER BY id DESC LIMIT ?');
  const countSince = sql.prepare(
    "SELECT count(*) AS n FROM made_by WHERE person IN (SELECT value FROM json_each(?)) AND kind = 'post' AND at > ?",
  );

  function freePath(folder: string, name: string): string {
    for (let n = 1; ; n++) {
      const path = `${folder}/${name}${n === 1 ? '' : ` (${n})`}.md`;
      if (isTaken.get(path) === undefined) return path;
    }
  }

  return {
    add: ({ folder, name, post, author, authorName, createdAt, changedAt }) =>
      transaction(() => {
        const path = freePath(folder, name);
        const announces = isAnnouncement(post) ? 1 : 0;
        return Number(
          insert.run(path, JSON.stringify(post), author, authorName, announces, createdAt, changedAt).lastInsertRowid,
        );
      }),
    change: (id, { post, changedAt }) => void update.run(JSON.stringify(post), isAnnouncement(post) ? 1 : 0, changedAt, id),
    remove: (id) => void remove.run(id),
    get(id) {
      const row = get.get(id);
      return row && toPost(row);
    },
    list: (after, limit) => list.all(after, limit).map(toPost),
    hasAny: () => any.get() !== undefined,
    by: (people, limit) => by.all(JSON.stringify(people), limit).map(toPost),
    announced: (limit) => announced.all(limit).map(toPost),
    countSince(people, at) {
      const row = countSince.get(JSON.stringify(people), at);
      return row ? integer(row, 'n') : 0;
    },
  };
}

function isAnnouncement(post: PostWrite): boolean {
  return post.kind === 'news' && post.isAnnouncement;
}

function toPost(row: Row): StoredPost {
  return {
    id: integer(row, 'id'),
    path: text(row, 'path'),
    post: json<PostWrite>(row, 'post'),
    author: text(row, 'author'),
    authorName: text(row, 'author_name'),
    createdAt: integer(row, 'created_at'),
    changedAt: integer(row, 'changed_at'),
  };
}
