import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CuratedReference,
  CurationEntry,
  CurationKind,
  GoldenReport,
  GoldenResult,
  GoldenRun,
} from '../../../server/contract/curation.ts';
import type { SuggestResponse } from '../../../server/contract/search.ts';
import { getJson, sendJson } from '../../lib/api.ts';

export interface Curated<Kind extends CurationKind = CurationKind> {
  id: number;
  entry: CurationEntry<Kind>;
  changedBy: string;
  changedAt: string;
  refersTo: CuratedReference[];
}

const KEY = ['admin', 'curation'] as const;
const pathOf = (kind: CurationKind) => `/admin/curation/${kind}`;

export function useCurated<Kind extends CurationKind>(kind: Kind) {
  return useQuery({
    queryKey: [...KEY, kind],
    queryFn: ({ signal }) => getJson<{ items: Curated<Kind>[]; most: number }>(pathOf(kind), signal),
  });
}

/** As it is to be; without an id a new one, without an entry it is removed. */
export interface Change<Kind extends CurationKind = CurationKind> {
  id?: number | undefined;
  entry?: CurationEntry<Kind> | undefined;
  /** Although golden queries break. */
  force?: boolean;
  /** Only tells what would come of it. */
  dryRun?: boolean;
}

export interface Changed<Kind extends CurationKind = CurationKind> {
  item: Curated<Kind> | null;
  applied: boolean;
  /** Of golden queries themselves there is none. */
  report?: GoldenReport;
  result?: GoldenResult | null;
}

/** Adds, changes, removes, or tries it. What is in the list is read again after a change. */
export function useChange<Kind extends CurationKind>(kind: Kind) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, entry, force, dryRun }: Change<Kind>): Promise<Changed<Kind> | undefined> => {
      if (dryRun && entry === undefined) return { item: null, applied: false, ...(await previewOf({ kind, id })) };
      const parameters = new URLSearchParams({ ...(force && { force: 'true' }), ...(dryRun && { dryRun: 'true' }) });
      const path = `${pathOf(kind)}${id === undefined ? '' : `/${id}`}?${parameters}`;
      const method = entry === undefined ? 'DELETE' : id === undefined ? 'POST' : 'PUT';
      return await sendJson<Changed<Kind>>(method, path, entry);
    },
    onSuccess: (changed) => (changed?.applied ? queries.invalidateQueries({ queryKey: [...KEY, kind] }) : undefined),
  });
}

async function previewOf(change: { kind: CurationKind; id: number | undefined }): Promise<{ report?: GoldenReport }> {
  if (change.kind === 'golden') return {};
  const report = await sendJson<GoldenReport>('POST', '/admin/curation/preview', change);
  return report ? { report } : {};
}

export function useGoldenRun() {
  return useMutation({ mutationFn: () => sendJson<GoldenRun>('POST', `${pathOf('golden')}/run`) });
}

/** A person or a document, to be chosen. */
export interface Found {
  type: 'person' | 'document';
  id: string;
  name: string;
  hint: string | null;
}

/** By what is typed: of what the administrator finds too. */
export function useItemsLike(text: string) {
  return useQuery({
    queryKey: ['suggest-items', text],
    queryFn: ({ signal }) => getJson<SuggestResponse>(`/suggest?${new URLSearchParams({ q: text })}`, signal),
    enabled: text.length >= 2,
    select: ({ people, documents }): Found[] => [
      ...people.map(({ id, name, title }) => ({ type: 'person' as const, id, name, hint: title })),
      ...documents.map(({ id, title, path }) => ({ type: 'document' as const, id, name: title, hint: path })),
    ],
    staleTime: 60_000,
  });
}

/** What the address of a page of this site leads to: for documents that the administrator may not read. */
export function itemOfAddress(text: string): Found | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const [, kind, id] = /^\/(people|documents)\/([\w-]+)\/?$/.exec(new URL(trimmed).pathname) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  return { type: kind === 'people' ? 'person' : 'document', id, name: id, hint: trimmed };
}
