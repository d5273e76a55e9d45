import type { SearchIndex } from '../search/search-index.ts';
import type { FamilyWriter } from './family-writer.ts';

/** The index, with the families of all documents that go into it kept. A record is written when both have it. */
export function familiedIndex(index: SearchIndex, families: FamilyWriter): SearchIndex {
  return {
    ...index,
    async write(record) {
      await Promise.all([index.write(record), record.kind === 'document' ? families.replace(record) : undefined]);
    },
    async move(change) {
      const { documentId: id, path, name } = change;
      await Promise.all([index.move(change), families.move({ id, path, name })]);
    },
    async remove(record) {
      await Promise.all([index.remove(record), record.kind === 'document' ? families.remove(record.id) : undefined]);
    },
  };
}
