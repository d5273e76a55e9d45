import { opendirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Lists the folders in the folder that is its argument: one line of JSON on standard output. A process of its own, because a mount
 * that is dead would keep whoever asks.
 */
const MOST = 1000;

const asked = path.resolve('/', process.argv[2] ?? '/');
process.stdout.write(`${JSON.stringify(list(asked))}\n`);

function list(folder: string): { names: string[]; hasMore: boolean } | { problem: string } {
  try {
    const names: string[] = [];
    const opened = opendirSync(folder);
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && leadsToFolder(path.join(folder, entry.name)));
        if (isFolder) names.push(entry.name);
        if (names.length > MOST) break;
      }
    } finally {
      opened.closeSync();
    }
    return { names: names.slice(0, MOST), hasMore: names.length > MOST };
  } catch (error) {
    return { problem: error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN' };
  }
}

/** A link may be how a company names its drive (/srv/library → /mnt/nas1); one that leads nowhere is none. */
function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    // It leads nowhere, or to where we may not look: then there is nothing to choose.
    return false;
  }
}
