import type { RecognizedState } from '#indexers/types/state.ts';
import type { Database } from './database.ts';
import { integer, text, textOrNull } from './rows.ts';

export function createRecognized({ sql, transaction }: Database): RecognizedState {
  const pages = sql.prepare('SELECT * FROM recognized_pages WHERE record_id = ? AND digest = ? ORDER BY page');
  const forgetOthers = sql.prepare('DELETE FROM recognized_pages WHERE record_id = ? AND digest <> ?');
  const put = sql.prepare(`
    INSERT INTO recognized_pages (record_id, page, digest, text, problem, languages, seconds) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (record_id, page) DO UPDATE SET digest = excluded.digest, text = excluded.text, problem = excluded.problem,
      languages = excluded.languages, seconds = excluded.seconds`);
  const removeUnused = sql.prepare(`
    DELETE FROM recognized_pages
    WHERE NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.record_id = recognized_pages.record_id)`);
  return {
    pages: (recordId, digest) =>
      pages.all(recordId, digest).map((row) => ({
        page: integer(row, 'page'),
        text: textOrNull(row, 'text'),
        problem: textOrNull(row, 'problem'),
        languages: text(row, 'languages'),
        seconds: integer(row, 'seconds'),
      })),
    put: (recordId, digest, page) =>
      transaction(() => {
        forgetOthers.run(recordId, digest);
        put.run(recordId, page.page, digest, page.text, page.problem, page.languages, page.seconds);
      }),
    removeUnused: () => Number(removeUnused.run().changes),
  };
}
