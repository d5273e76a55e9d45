import { createSqliteStore } from '#server/store/sqlite-store.ts';

/** What a test has another process do with a store: open it, take a source's lock and wait to be killed. */
const [path = '', task] = process.argv.slice(2);
const store = createSqliteStore({ path });
if (task === 'hold') {
  const run = store.runs.start('library', { dryRun: false });
  process.stdout.write(`${run === undefined ? 'refused' : `running ${run.id}`}\n`);
  setInterval(() => {
    if (run !== undefined && store.runs.cancelRequested(run.id)) process.stdout.write('asked to stop\n');
  }, 20);
} else {
  store.sourceState.set('library', String(process.pid), 'here');
  store.close();
}
