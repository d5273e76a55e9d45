import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Extracted } from '#indexers/types/extraction.ts';
import type { Extractor } from '#indexers/types.ts';

/** Extractors that do what broken libraries do, one for each extension. Loaded by the children of the pool's tests. */
export const extractors: readonly Extractor[] = [
  hostile('map', () => {
    const map = new Map<number, object>();
    for (let key = 0; ; key += 1) map.set(key, { key });
  }),
  hostile('buffer', () => {
    const buffers: Buffer[] = [];
    for (;;) buffers.push(Buffer.alloc(64 * 1024 * 1024, 1));
  }),
  hostile('loop', () => {
    for (;;);
  }),
  hostile('wait', () => new Promise(() => setInterval(() => undefined, 1000))),
  hostile('exit', () => process.exit(3)),
  hostile('abort', () => process.abort()),
  hostile('throw', () => {
    throw new TypeError('a defect of the library');
  }),
  hostile('later', () => {
    Promise.reject(new Error('nobody waits for this'));
    return text('fine');
  }),
  hostile('print', () => {
    console.log('\0\0\0\0 not an answer');
    return text('printed');
  }),
  hostile('long', () => text('x'.repeat(40_000_000))),
  hostile('many', () => ({ ...text(''), sections: Array.from({ length: 400_000 }, () => ({ text: 'word '.repeat(40) })) })),
  hostile('empty', () => ({ ...text(''), sections: [] })),
  hostile('pid', () => text(String(process.pid))),
  hostile('write', async () => text(await refusal(() => writeFile(join(tmpdir(), 'atrium-written-by-a-reader'), 'x')))),
  hostile('program', async () => text(await refusal(() => execFileSync('/bin/true')))),
  hostile('network', async () => text(JSON.stringify(Object.keys(networkInterfaces()).filter((name) => name !== 'lo')))),
  hostile('env', () => text(JSON.stringify({ environment: process.env, folder: process.cwd() }))),
];

function hostile(extension: string, act: () => Extracted | Promise<Extracted> | never): Extractor {
  return {
    name: extension,
    version: 1,
    extensions: [extension],
    mediaTypes: [`application/x-${extension}`],
    extract: async () => act(),
  };
}

/** How the system refuses it. */
async function refusal(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function text(words: string): Extracted {
  return { authors: [], sections: [{ text: words }], warnings: [] };
}
