import { whoCommands } from '../audit/who-asks.ts';
import { writeBackup } from '../backup/backup-file.ts';
import { storeFile } from '../store/open-store.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

/** Everything Atrium remembers, in one file; a running server goes on. */
export async function backup(file: string, options: { config?: string }): Promise<void> {
  const { signal } = untilStopped();
  await withContext(options, async ({ config, indexDocuments, restoring, audit }) => {
    // Before, so that the backup itself says that it was made.
    audit.record({ ...whoCommands(), action: 'backup', outcome: 'done', subject: file });
    await writeBackup({ storeFile: storeFile(config.dataDir), file, documents: indexDocuments, restoring, signal });
    process.stdout.write(`Wrote ${file}.\n`);
  });
}
