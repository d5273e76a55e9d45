import { realpathSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { AppError } from './errors.ts';

/** `npm run atrium -- <command>`. Each command sets the exit code; while `serve` runs, the others work beside it. */
export async function runCommandLine(words: string[]): Promise<void> {
  // A short command spends most of its time on loading. Where this folder cannot be written, everything is compiled as ever.
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/atrium', import.meta.url)));
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
  command('serve', 'serves the search page, the API and the scheduled runs').action(
    lazily(async () => (await import('./commands/serve.ts')).serve),
  );
  command('sync [sources...]', 'reads sources now, in the foreground')
    .option('--full', 'reads everything again, also what did not change')
    .option('--dry-run', 'tells what would change, and changes nothing')
    .option('--retry-failed', 'tries again what could not be read, also what has not changed')
    .option('--json', 'prints one JSON line for each source')
    .action(lazily(async () => (await import('./commands/sync.ts')).sync));
  command('check [sources...]', 'connects to sources and tells what is missing').action(
    lazily(async () => (await import('./commands/check.ts')).check),
  );
  command('init', 'writes a configuration to begin with; the rest is set up in the console').action(
    lazily(async () => (await import('./commands/init.ts')).init),
  );
  sourceCommands(atrium);
  command('search <query>', 'searches as somebody')
    .option('--type <type>', 'people, documents or experts')
    .option('--as <user>', 'sign-in name (default: what is for everyone)')
    .option('--json', 'prints JSON')
    .action(lazily(async () => (await import('./commands/search.ts')).search));
  command('explain <document>', 'tells why somebody sees a document, or does not')
    .requiredOption('--as <user>', 'sign-in name')
    .action(lazily(async () => (await import('./commands/explain.ts')).explain));
  command('status', 'tells how each source is')
    .option('--json', 'prints JSON')
    .action(lazily(async () => (await import('./commands/status.ts')).status));
  command('where <path>', 'tells where a file is: indexed, left out, failed, or never seen, and why')
    .option('--json', 'prints JSON')
    .action(lazily(async () => (await import('./commands/where.ts')).where));
  command('canary [sources...]', 'compares who may read a random sample with what the places themselves say')
    .option('--json', 'prints one JSON line for each source')
    .action(lazily(async () => (await import('./commands/canary.ts')).canary));
  command('golden', 'asks the golden queries and tells which hold')
    .option('--json', 'prints JSON')
    .action(lazily(async () => (await import('./commands/golden.ts')).golden));
  command('audit', 'writes out who did what, oldest first')
    .option('--from <time>', '2026-03-12 or 2026-03-12T09:00:00Z')
    .option('--to <time>', 'the last moment, or the last day')
    .option('--format <format>', 'jsonl or csv', 'jsonl')
    .option('--verify', 'tells whether a row is missing or was changed')
    .action(lazily(async () => (await import('./commands/audit.ts')).audit));
  command('backup <file>', 'writes everything Atrium remembers into one file').action(
    lazily(async () => (await import('./commands/backup.ts')).backup),
  );
  command('restore <file>', 'puts a backup in place of what is there').action(
    lazily(async () => (await import('./commands/restore.ts')).restore),
  );
  return atrium;
}

/** `sources list`, `sources add` … */
function sourceCommands(atrium: Command): void {
  const sources = atrium.command('sources').description('lists, tries, adds and removes sources');
  const command = (name: string, summary: string) =>
    sources
      .command(name)
      .description(summary)
      .option('--config <file>', 'configuration file (default: ATRIUM_CONFIG, else atrium.yaml)');
  command('list', 'all sources, of the configuration file and of the console')
    .option('--json', 'prints JSON')
    .action(lazily(async () => (await import('./commands/sources.ts')).listSources));
  command('test <draft>', 'connects by a draft (YAML or JSON as in the configuration file; - is the standard input)').action(
    lazily(async () => (await import('./commands/sources.ts')).testDraft),
  );
  command('add <draft>', 'makes a source of a draft').action(
    lazily(async () => (await import('./commands/sources.ts')).addSource),
  );
  command('remove <id>', 'removes a source of the console and all that came from it')
    .option('--confirm <id>', 'the id once more; without it, it only tells what would disappear')
    .action(lazily(async () => (await import('./commands/sources.ts')).removeSource));
}

/** Loads what a command needs when it is run, and nothing of the others. */
function lazily<Words extends unknown[]>(load: () => Promise<(...words: Words) => Promise<void>>) {
  return async (...words: Words): Promise<void> => (await load())(...words);
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) await runCommandLine(process.argv.slice(2));
