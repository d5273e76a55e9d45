import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { companyDir, readAuthorNames } from './company.ts';
import { demoDriveIn } from './demo-drive.ts';
import type { Manuscript } from './render/manuscript.ts';
import { type Format, renderers } from './render/renderers.ts';

const FrontMatter = z.strictObject({
  title: z.string(),
  authors: z.array(z.string()).min(1),
  date: z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))]),
  format: z.enum(['pdf', 'docx', 'md', 'html', 'txt']),
});

/**
 * Makes the demo's shared drive of the company's manuscripts: real files in their formats, with the dates they claim.
 * Built beside and renamed when whole, and only when the manuscripts changed. Resolves to the drive's folder.
 */
export async function buildDemoDrive(options: { dataDir: string }): Promise<string> {
  const manuscripts = await readManuscripts();
  const stamp = createHash('sha256').update(JSON.stringify(manuscripts)).digest('hex').slice(0, 16);
  const drive = demoDriveIn(options.dataDir);
  const stampFile = path.join(options.dataDir, 'demo-drive.stamp');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return drive;
  const beside = `${drive}.${process.pid}`;
  await rm(beside, { recursive: true, force: true });
  for (const manuscript of manuscripts) await writeManuscript(beside, manuscript);
  await rm(drive, { recursive: true, force: true });
  await rename(beside, drive);
  await writeFile(stampFile, stamp);
  return drive;
}

interface PlacedManuscript extends Manuscript {
  /** Relative to the drive, with the format's ending. */
  file: string;
  format: Format;
}

async function readManuscripts(): Promise<PlacedManuscript[]> {
  const names = await readAuthorNames();
  const root = path.join(companyDir, 'documents');
  const found: PlacedManuscript[] = [];
  for await (const file of glob('**/*.md', { cwd: root })) {
    found.push(parseManuscript({ file, text: await readFile(path.join(root, file), 'utf8'), names }));
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function parseManuscript({ file, text, names }: { file: string; text: string; names: Map<string, string> }): PlacedManuscript {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error(`The manuscript ${file} has no front matter.`);
  const head = FrontMatter.parse(parse(match[1] ?? ''));
  const authors = head.authors.map((uid) => names.get(uid) ?? fail(`The manuscript ${file} names the unknown author ${uid}.`));
  return {
    file: file.replace(/\.md$/, `.${head.format}`),
    format: head.format,
    title: head.title,
    authors,
    date: new Date(`${head.date}T09:00:00Z`),
    body: match[2] ?? '',
  };
}

async function writeManuscript(drive: string, manuscript: PlacedManuscript): Promise<void> {
  const target = path.join(drive, manuscript.file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, await renderers[manuscript.format](manuscript));
  await utimes(target, manuscript.date, manuscript.date);
}

function fail(message: string): never {
  throw new Error(message);
}
