import type { Database } from '../database.ts';
import { integer, integerOrNull, oneOf, type Row, text } from '../rows.ts';
import type { QuestionStore, StoredQuestion } from './knowledge-state.ts';

const STATES = ['open', 'answered', 'withdrawn'] as const;
/** Of lists of ids, which are told as JSON. */
const AMONG = '(SELECT value FROM json_each(?))';
const ANYBODY = 'SELECT 1 FROM question_asked WHERE question = questions.id AND declined = 0';

export function createQuestionStore({ sql }: Database): QuestionStore {
  const get = sql.prepare('SELECT * FROM questions WHERE id = ?');
  const open = sql.prepare("SELECT * FROM questions WHERE line = ? AND state = 'open' ORDER BY id LIMIT 1");
  const askers = sql.prepare('SELECT * FROM question_askers WHERE question = ? ORDER BY at, person');
  const asked = sql.prepare('SELECT * FROM question_asked WHERE question = ? ORDER BY person');
  const insert = sql.prepare(`
    INSERT INTO questions (line, text, details, state, created_at, changed_at) VALUES (?1, ?2, '', 'open', ?3, ?3)`);
  const addAsker = sql.prepare('INSERT OR REPLACE INTO question_askers (question, person, details, at) VALUES (?, ?, ?, ?)');
  const ask = sql.prepare('INSERT OR IGNORE INTO question_asked (question, person, for_asker) VALUES (?, ?, ?)');
  const decline = sql.prepare(`UPDATE question_asked SET declined = 1 WHERE question = ? AND person IN ${AMONG}`);
  const removeAsker = sql.prepare(`DELETE FROM question_askers WHERE question = ? AND person IN ${AMONG}`);
  const setState = sql.prepare('UPDATE questions SET state = ?, card = ?, changed_at = ? WHERE id = ?');
  const askedBy = sql.prepare(`
    SELECT * FROM questions WHERE id IN (SELECT question FROM question_askers WHERE person IN ${AMONG}) ORDER BY id DESC LIMIT ?`);
  const waiting = sql.prepare(`
    SELECT * FROM questions WHERE state = 'open' AND id IN (
      SELECT question FROM question_asked WHERE declined = 0 AND person IN ${AMONG}) ORDER BY id LIMIT ?`);
  const lonely = sql.prepare(`SELECT * FROM questions WHERE state = 'open' AND NOT EXISTS (${ANYBODY}) ORDER BY id LIMIT ?`);
  const countSince = sql.prepare(`SELECT count(*) AS n FROM made_by WHERE person IN ${AMONG} AND kind = 'question' AND at > ?`);
  const notify = sql.prepare('INSERT INTO notifications (person, kind, question, at) VALUES (?, ?, ?, ?)');
  const notifications = sql.prepare(`
    SELECT notifications.*, questions.text FROM notifications JOIN questions ON questions.id = question
    WHERE person IN ${AMONG} ORDER BY notifications.id DESC LIMIT ?`);
  const unread = sql.prepare(`SELECT count(*) AS n FROM notifications WHERE person IN ${AMONG} AND read_at IS NULL`);
  const markRead = sql.prepare(
    `UPDATE notifications SET read_at = ?2 WHERE person IN (SELECT value FROM json_each(?1)) AND read_at IS NULL`,
  );

  const toQuestion = (row: Row): StoredQuestion => {
    const id = integer(row, 'id');
    return {
      id,
      text: text(row, 'text'),
      state: oneOf(row, 'state', STATES),
      card: integerOrNull(row, 'card'),
      createdAt: integer(row, 'created_at'),
      askers: askers
        .all(id)
        .map((one) => ({ person: text(one, 'person'), details: text(one, 'details'), at: integer(one, 'at') })),
      asked: asked.all(id).map((one) => ({
        person: text(one, 'person'),
        forAsker: text(one, 'for_asker'),
        hasDeclined: integer(one, 'declined') === 1,
      })),
    };
  };
  const one = (row: Row | undefined) => row && toQuestion(row);
  const count = (row: Row | undefined) => (row ? integer(row, 'n') : 0);

  return {
    get: (id) => one(get.get(id)),
    open: (line) => one(open.get(line)),
    add: ({ line, text: asked, at }) => Number(insert.run(line, asked, at).lastInsertRowid),
    addAsker: (id, { person, details, at }) => void addAsker.run(id, person, details, at),
    ask: (id, { person, forAsker }) => void ask.run(id, person, forAsker),
    decline: (id, people) => void decline.run(id, JSON.stringify(people)),
    removeAsker: (id, people) => void removeAsker.run(id, JSON.stringify(people)),
    setState: (id, state, { card, at }) => void setState.run(state, card, at, id),
    askedBy: (people, limit) => askedBy.all(JSON.stringify(people), limit).map(toQuestion),
    waitingFor: (people, limit) => waiting.all(JSON.stringify(people), limit).map(toQuestion),
    withoutAnybody: (limit) => lonely.all(limit).map(toQuestion),
    countSince: (people, at) => count(countSince.get(JSON.stringify(people), at)),
    notify: ({ person, kind, question, at }) => void notify.run(person, kind, question, at),
    notifications: (people, limit) =>
      notifications.all(JSON.stringify(people), limit).map((row) => ({
        id: integer(row, 'id'),
        kind: oneOf(row, 'kind', ['answered', 'handed-on']),
        question: integer(row, 'question'),
        text: text(row, 'text'),
        at: integer(row, 'at'),
        isRead: row.read_at !== null,
      })),
    countUnread: (people) => count(unread.get(JSON.stringify(people))),
    markRead: (people, at) => void markRead.run(JSON.stringify(people), at),
  };
}
