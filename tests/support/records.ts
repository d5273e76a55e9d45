import type { DocumentRecord, PersonRecord } from '#indexers/types/records.ts';
import type { RecordSink } from '#indexers/types.ts';

/** A person's record with everything that must be there; `overrides` says what the test is about. */
export function personRecord(overrides: Partial<PersonRecord['person']> & { id?: string; source?: string } = {}): PersonRecord {
  const { id = 'p1', source = 'staff', ...person } = overrides;
  return {
    kind: 'person',
    id,
    source,
    person: { uid: id, name: 'Ada Lovelace', otherNames: [], emails: [], phones: [], skills: [], languages: [], ...person },
  };
}

/** A document's record of one passage per text. */
export function documentRecord(overrides: Partial<DocumentRecord> & { texts?: string[] } = {}): DocumentRecord {
  const { texts = ['Nothing of interest.'], ...fields } = overrides;
  const name = fields.path?.split('/').at(-1) ?? 'note.txt';
  return {
    kind: 'document',
    id: 'd1',
    source: 'library',
    path: name,
    name,
    title: name.replace(/\.\w+$/, ''),
    mediaType: 'text/plain',
    size: 100,
    modifiedAt: Date.UTC(2026, 0, 15),
    authors: [],
    aclId: 'everyone',
    warnings: [],
    passages: texts.map((text) => ({ text })),
    previousPassages: 0,
    ...fields,
  };
}

/** Ids of everything that an index holds of a source. */
export async function recordIds(
  { contents }: Pick<RecordSink, 'contents'>,
  source: string,
  signal: AbortSignal,
): Promise<{ people: Set<string>; documents: Set<string> }> {
  const found = { people: new Set<string>(), documents: new Set<string>() };
  for await (const page of contents.list(source, signal))
    for (const { kind, id } of page) found[kind === 'person' ? 'people' : 'documents'].add(id);
  return found;
}
