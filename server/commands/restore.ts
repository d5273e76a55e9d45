import { whoCommands } from '../audit/who-asks.ts';
import { readBackup } from '../backup/backup-file.ts';
import { anyRunning } from '../operations/backups.ts';
import { storeFile } from '../store/open-store.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

/** Puts a backup in place of what is there: state and index. */
export async function restore(file: string, options: { config?: string }): Promise<void> {
  const { signal } = untilStopped();
  await withContext(options, async (context) => {
    const { config, indexDocuments: documents, restoring, terms, families, audit } = context;
    const isRunning = () => anyRunning(context) !== undefined;
    await readBackup({ storeFile: storeFile(config.dataDir), file, documents, restoring, isRunning, signal });
    // They are counted anew when the server starts.
    await Promise.all([terms.clear(), families.clear()]);
    audit.record({ ...whoCommands(), action: 'restore', outcome: 'done', subject: file });
    process.stdout.write(`Restored ${file}.\n`);
  });
}
