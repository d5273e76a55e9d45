import type { DocumentAuthor, HeldRecord, IndexRecord, Passage } from '#indexers/types/records.ts';
import type { RecordSink } from '#indexers/types.ts';

type Call = { call: 'write' | 'setAccess' | 'setAuthors' | 'move' | 'remove'; id: string };

/** An index in memory that keeps passages one by one, as the real one does, so that what is left behind shows. */
export interface MemorySink extends RecordSink {
  calls: Call[];
  /** Passages by `<documentId>-<n>`, people by their id. */
  stored: Map<string, Passage & { source: string; aclId: string; path: string; title: string }>;
  people: Map<string, IndexRecord & { kind: 'person' }>;
  /** By document. */
  authors: Map<string, DocumentAuthor[]>;
  /** Called before a write; what it throws is what the write rejects with. */
  beforeWrite: (record: IndexRecord) => Promise<void>;
  /** The text of a document as the index has it. */
  textOf(path: string): string | undefined;
}

export function createMemorySink(): MemorySink {
  const sink: MemorySink = {
    calls: [],
    stored: new Map(),
    people: new Map(),
    authors: new Map(),
    beforeWrite: async () => {},
    async write(record) {
      await sink.beforeWrite(record);
      sink.calls.push({ call: 'write', id: record.id });
      if (record.kind === 'person') {
        sink.people.set(record.id, record);
        return;
      }
      const { source, aclId, path, title } = record;
      sink.authors.set(record.id, record.authors);
      record.passages.forEach((passage, n) => {
        sink.stored.set(`${record.id}-${n}`, { ...passage, source, aclId, path, title });
      });
      for (let n = record.passages.length; n < record.previousPassages; n++) sink.stored.delete(`${record.id}-${n}`);
    },
    async setAccess({ documentId, passages, aclId }) {
      sink.calls.push({ call: 'setAccess', id: documentId });
      for (let n = 0; n < passages; n++) change(`${documentId}-${n}`, { aclId });
    },
    async move({ documentId, passages, path, title, aclId }) {
      sink.calls.push({ call: 'move', id: documentId });
      for (let n = 0; n < passages; n++) change(`${documentId}-${n}`, { path, aclId, ...(title !== undefined && { title }) });
    },
    async setAuthors({ documentId, authors }) {
      sink.calls.push({ call: 'setAuthors', id: documentId });
      sink.authors.set(documentId, authors);
    },
    async remove(record) {
      sink.calls.push({ call: 'remove', id: record.id });
      if (record.kind === 'person') sink.people.delete(record.id);
      else for (let n = 0; n < record.passages; n++) sink.stored.delete(`${record.id}-${n}`);
    },
    flush: async () => {},
    contents: {
      async count(source) {
        const page = held(source);
        const sum = (kind: HeldRecord['kind']) => page.reduce((total, one) => total + (one.kind === kind ? one.count : 0), 0);
        return { people: sum('person'), passages: sum('document') };
      },
      async find({ source, kind, ids }) {
        const wanted = held(source).filter((one) => one.kind === kind && ids.includes(one.id));
        return new Map(wanted.map((one) => [one.id, one]));
      },
      async *list(source) {
        yield held(source);
      },
    },
    textOf(path) {
      const passages = [...sink.stored].filter(([, passage]) => passage.path === path);
      return passages.length === 0 ? undefined : passages.map(([, { text }]) => text).join('');
    },
  };

  function held(source: string): HeldRecord[] {
    const people = [...sink.people.values()].filter((person) => person.source === source);
    const found = new Map<string, HeldRecord>(people.map(({ id }) => [id, { kind: 'person', id, count: 1, end: 1 }]));
    for (const [key, passage] of sink.stored) {
      if (passage.source !== source) continue;
      const id = key.slice(0, key.lastIndexOf('-'));
      const end = Number(key.slice(id.length + 1)) + 1;
      const met = found.get(id) ?? { kind: 'document', id, count: 0, end: 0 };
      found.set(id, { ...met, count: met.count + 1, end: Math.max(met.end, end) });
    }
    return [...found.values()];
  }

  /** A partial change of a passage that is not there makes half a document; it is a mistake of the caller. */
  function change(id: string, changes: Partial<{ aclId: string; path: string; title: string }>): void {
    const passage = sink.stored.get(id);
    if (passage === undefined) throw new Error(`the index holds no passage ${id}`);
    Object.assign(passage, changes);
  }

  return sink;
}
