import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { HeldRecord } from '#indexers/types/records.ts';
import type { RecordSink } from '#indexers/types.ts';

/** An index that survives its process: a file per passage, written one after the other so that a kill lands between them. */
export function createFolderSink(folder: string): RecordSink {
  mkdirSync(folder, { recursive: true });
  function held(): HeldRecord[] {
    const numbers = Map.groupBy(readdirSync(folder), (name) => name.slice(0, name.lastIndexOf('-')));
    return [...numbers].map(([id, names]) => {
      const ends = names.map((name) => Number(name.slice(id.length + 1)) + 1);
      return { kind: 'document', id, count: names.length, end: Math.max(...ends) };
    });
  }
  const fileOf = (id: string, n: number) => path.join(folder, `${id}-${n}`);
  return {
    async write(record) {
      if (record.kind === 'person') throw new Error('this index is for documents');
      for (const [n, { text }] of record.passages.entries()) {
        writeFileSync(fileOf(record.id, n), JSON.stringify({ path: record.path, text, aclId: record.aclId }));
        await breathe();
      }
      for (let n = record.passages.length; n < record.previousPassages; n++) rmSync(fileOf(record.id, n), { force: true });
    },
    async remove(record) {
      if (record.kind === 'person') throw new Error('this index is for documents');
      for (let n = 0; n < record.passages; n++) rmSync(fileOf(record.id, n), { force: true });
    },
    async setAccess({ documentId, passages, aclId }) {
      for (let n = 0; n < passages; n++) {
        const file = fileOf(documentId, n);
        writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), aclId }));
        await breathe();
      }
    },
    move: () => Promise.reject(new Error('nothing moves in this test')),
    setAuthors: () => Promise.reject(new Error('nobody writes in this test')),
    flush: async () => {},
    contents: {
      count: async () => ({ people: 0, passages: readdirSync(folder).length }),
      find: async ({ ids }) => new Map(held().flatMap((one) => (ids.includes(one.id) ? [[one.id, one]] : []))),
      async *list() {
        yield held();
      },
    },
  };
}

export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
