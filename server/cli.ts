import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { restore } from './commands/restore.ts';
import { search } from './commands/search.ts';
import { serve } from './commands/serve.ts';
import { status } from './commands/status.ts';
import { sync } from './commands/sync.ts';
import { AppError } from './errors.ts';

/** `npm run atrium -- <command>`. Each command sets the exit code; while `serve` runs, the others work beside it. */
export async function runCommandLine(words: string[]): Promise<void> {
  try {
    await program().parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`atrium: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function program(): Command {
  const atrium = new Command('atrium').description(packageJson.description).version(packageJson.version);
  const command = (name: string, summary: string) =>
    atrium
      .command(name)
      .description(summary)
      .option('--config <file>', 'configuration file (default: ATRIUM_CONFIG, else atrium.yaml)');
  command('serve', 'serves the search page, the API and the scheduled runs').action(serve);
  command('sync [sources...]', 'reads sources now, in the foreground')
    .option('--full', 'reads everything again, also what did not change')
    .option('--dry-run', 'tells what would change, and changes nothing')
    .option('--json', 'prints one JSON line for each source')
    .action(sync);
  command('check [sources...]', 'connects to sources and tells what is missing').action(check);
  command('search <query>', 'searches as somebody')
    .option('--type <type>', 'people, documents or experts')
    .option('--as <user>', 'sign-in name (default: what is for everyone)')
    .option('--json', 'prints JSON')
    .action(search);
  command('explain <document>', 'tells why somebody sees a document, or does not')
    .requiredOption('--as <user>', 'sign-in name')
    .action(explain);
  command('status', 'tells how each source is').option('--json', 'prints JSON').action(status);
  command('backup <file>', 'writes everything Atrium remembers into one file').action(backup);
  command('restore <file>', 'puts a backup in place; the index is read again from the sources').action(restore);
  return atrium;
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) await runCommandLine(process.argv.slice(2));
