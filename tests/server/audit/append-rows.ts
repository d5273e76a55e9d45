import { createSqliteStore } from '#server/store/sqlite-store.ts';

/** A process of its own that writes into the log of a store: `node append-rows.ts FILE ACTOR COUNT`. */
const [path = '', actor = '', count = '0'] = process.argv.slice(2);
const store = createSqliteStore({ path });
for (let row = 0; row < Number(count); row++)
  store.audit.append({ at: row, action: 'sign-in', outcome: 'done', actor, subject: null, address: null, details: null });
store.close();
