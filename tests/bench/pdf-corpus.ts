import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const run = promisify(execFile);
const SMALLEST = 4000;
const LARGEST = 6_000_000;

/** Debian packages with PDFs of many makers and scripts, and how many files to take of each. */
const PACKAGES: Readonly<Record<string, number>> = {
  'bash-doc': 2,
  'debian-faq': 1,
  'debian-policy': 2,
  'debmake-doc': 6,
  'evolver-doc': 1,
  'gnuplot-doc': 1,
  'gretl-doc': 5,
  'installation-guide-amd64': 10,
  'maint-guide-ja': 1,
  'octave-doc': 4,
  'pari-doc': 5,
  'texlive-humanities-doc': 10,
  'texlive-lang-polish': 5,
  'therion-doc': 6,
  'xfig-doc': 2,
  'zsh-doc': 1,
};

/** Paths of real documents, fetched once and kept in the system's folder for temporary files. */
export async function fetchPdfCorpus(): Promise<string[]> {
  const folder = path.join(tmpdir(), 'atrium-bench-pdf');
  if (!existsSync(folder)) await fetchInto(folder);
  return globSync(`${folder}/*.pdf`).sort();
}

async function fetchInto(folder: string): Promise<void> {
  const work = `${folder}.${process.pid}`;
  mkdirSync(`${work}/corpus`, { recursive: true });
  try {
    for (const [name, count] of Object.entries(PACKAGES)) {
      await run('apt-get', ['download', name], { cwd: work });
      for (const archive of globSync(`${work}/${name}_*.deb`)) await run('dpkg', ['-x', archive, `${work}/${name}`]);
      takeEvenly(`${work}/${name}`, { count, to: `${work}/corpus/${name}` });
    }
    renameSync(`${work}/corpus`, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function takeEvenly(folder: string, { count, to }: { count: number; to: string }): void {
  const seen = new Set<string>();
  const files = globSync(`${folder}/**/*.{pdf,pdf.gz}`)
    .sort()
    .map((file) => (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file)))
    .filter((bytes) => bytes.length >= SMALLEST && bytes.length <= LARGEST && isNew(bytes, seen));
  for (let at = 0; at < Math.min(count, files.length); at += 1) {
    const bytes = files[Math.floor((at * files.length) / Math.min(count, files.length))];
    if (bytes !== undefined) writeFileSync(`${to}-${at + 1}.pdf`, bytes);
  }
}

function isNew(bytes: Uint8Array, seen: Set<string>): boolean {
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (seen.has(digest)) return false;
  seen.add(digest);
  return true;
}
