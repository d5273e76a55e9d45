import { parseDescriptorTable } from './descriptor-text.ts';
import type { SmbEntry } from './session.ts';

/** What smbclient calls them (clistr/clirap: attrib_string). */
const LETTERS: Record<string, number> = { R: 0x1, H: 0x2, S: 0x4, D: 0x10, A: 0x20, r: 0x400, o: 0x1000 };

/** The answer to `ls` after `showacls`: FILENAME, MODE, SIZE, MTIME, and the descriptor or why it cannot be read. */
export function parseListing(lines: readonly string[]): SmbEntry[] {
  const entries: SmbEntry[] = [];
  for (let start = findName(lines, 0); start < lines.length; ) {
    const end = findName(lines, start + 1);
    const entry = parseEntry(lines.slice(start, end));
    if (entry.name !== '.' && entry.name !== '..') entries.push(entry);
    start = end;
  }
  return entries;
}

function findName(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at += 1) if (lines[at]?.startsWith('FILENAME:') === true) return at;
  return lines.length;
}

function parseEntry([first = '', mode = '', size = '', time = '', ...rest]: readonly string[]): SmbEntry {
  const modified = Date.parse(`${field(time, 'MTIME')} UTC`);
  const bytes = Number(field(size, 'SIZE'));
  if (!Number.isFinite(modified) || !Number.isInteger(bytes)) throw new Error(`a listing that is not understood ("${first}")`);
  const attributes = [...field(mode, 'MODE')].reduce((sum, letter) => sum | (LETTERS[letter] ?? 0), 0);
  return {
    name: field(first, 'FILENAME'),
    attributes,
    isFolder: (attributes & 0x10) !== 0,
    size: bytes,
    modified: BigInt(modified) * 1_000_000n,
    descriptor: describe(rest),
  };
}

function field(line: string, key: string): string {
  if (!line.startsWith(`${key}:`)) throw new Error(`a listing that is not understood ("${line.slice(0, 80)}")`);
  return line.slice(key.length + 1);
}

function describe(lines: readonly string[]): NonNullable<SmbEntry['descriptor']> {
  const failed = lines.find((line) => line.startsWith('display_finfo() '));
  if (failed !== undefined) return { problem: `the account may not read them (${/NT_STATUS_\w+/.exec(failed)?.[0] ?? failed})` };
  try {
    return parseDescriptorTable(lines);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
