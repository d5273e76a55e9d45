import { z } from 'zod';
import type { HeldRecord, IndexContents, IndexRecord } from '#indexers/types/records.ts';
import { type Filter, ofSource, ofTheseRecords } from '../../access/filter.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';

const IDS_PER_PAGE = 10_000;
const TIME_LIMIT = 60_000;

/** What the two indexes hold, asked of Meilisearch: ids only, in pages. */
export function createIndexContents(options: {
  http: MeilisearchHttp;
  uids: { people: string; passages: string };
}): IndexContents {
  const { http } = options;
  const uidOf = (kind: IndexRecord['kind']) => (kind === 'person' ? options.uids.people : options.uids.passages);

  async function count(kind: IndexRecord['kind'], filter: Filter, signal: AbortSignal): Promise<number> {
    const request = { method: 'POST', path: `indexes/${uidOf(kind)}/documents/fetch`, signal, timeoutMs: TIME_LIMIT } as const;
    const body = { filter, fields: ['id'], limit: 0 };
    return (await http.request({ ...request, body, schema: z.object({ total: z.int() }) })).total;
  }

  async function* records(kind: IndexRecord['kind'], filter: Filter, signal: AbortSignal): AsyncGenerator<HeldRecord[]> {
    const request = { method: 'POST', path: `indexes/${uidOf(kind)}/documents/fetch`, signal, timeoutMs: TIME_LIMIT } as const;
    const schema = z.object({ results: z.array(z.object({ id: z.string() })) });
    for (let offset = 0; ; offset += IDS_PER_PAGE) {
      const body = { filter, fields: ['id'], offset, limit: IDS_PER_PAGE };
      const { results } = await http.request({ ...request, body, schema });
      yield gather(
        kind,
        results.map(({ id }) => id),
      );
      if (results.length < IDS_PER_PAGE) return;
    }
  }

  return {
    async count(source, signal) {
      const filter = ofSource(source);
      return { people: await count('person', filter, signal), passages: await count('document', filter, signal) };
    },
    async find({ source, kind, ids }, signal) {
      const found = new Map<string, HeldRecord>();
      for await (const page of records(kind, ofTheseRecords({ source, kind, ids }), signal))
        for (const record of page) {
          const met = found.get(record.id);
          const end = Math.max(record.end, met?.end ?? 0);
          found.set(record.id, { ...record, count: record.count + (met?.count ?? 0), end });
        }
      return found;
    },
    async *list(source, signal) {
      yield* records('person', ofSource(source), signal);
      yield* records('document', ofSource(source), signal);
    },
  };
}

function gather(kind: IndexRecord['kind'], ids: readonly string[]): HeldRecord[] {
  if (kind === 'person') return ids.map((id) => ({ kind, id, count: 1, end: 1 }));
  const found = new Map<string, HeldRecord>();
  for (const passage of ids) {
    // `<documentId>-<n>`, see `passageId`.
    const dash = passage.lastIndexOf('-');
    const id = passage.slice(0, dash);
    const end = Number(passage.slice(dash + 1)) + 1;
    const met = found.get(id);
    if (met === undefined) found.set(id, { kind, id, count: 1, end });
    else {
      met.count++;
      met.end = Math.max(met.end, end);
    }
  }
  return [...found.values()];
}
