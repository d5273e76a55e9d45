import type { DirectoryPreview } from '#indexers/types/directory-preview.ts';
import type { PreviewResponse } from '../contract/sources.ts';
import { AppError } from '../errors.ts';
import { previewDocuments } from './preview-documents.ts';
import type { CompleteDraft, SourceDrafts } from './source-drafts.ts';

/** What a draft would find, live. AppError `source-unavailable` says in words why the place cannot be looked at. */
export async function previewSource(
  draft: CompleteDraft,
  { drafts, signal }: { drafts: SourceDrafts; signal: AbortSignal },
): Promise<PreviewResponse> {
  const { kind, config } = draft;
  if (kind.previewPeople === undefined) return previewDocuments(drafts.toSource(draft, { knowing: false }), { signal });
  const preview = await kind.previewPeople(config, signal).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new AppError('source-unavailable', cause instanceof Error ? cause.message : String(cause), { cause });
  });
  return presentPeople(preview);
}

function presentPeople({ directory, people, groups, entries }: DirectoryPreview): PreviewResponse {
  const names = new Set(
    entries.flatMap(({ attributes }) => attributes.flatMap(({ name, note }) => (note === 'hidden' ? [] : [name]))),
  );
  return { holds: 'people', directory, people, groups: groups ?? null, entries, attributes: [...names].toSorted() };
}
