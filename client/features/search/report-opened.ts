import type { DocumentHit, SearchResponse } from '../../../server/contract/search.ts';
import { reportClick } from '../../lib/report-click.ts';
import { PAGE_SIZE, type SearchState } from './search-state.ts';

/** That a document was opened from the results, and which place it had. */
export function reportOpened(state: SearchState, answer: SearchResponse | undefined, { id, source }: DocumentHit): void {
  const place = answer?.documents.items.findIndex((hit) => hit.id === id) ?? -1;
  if (place === -1) return;
  reportClick(answer?.clicks, { type: 'document', position: (state.page - 1) * PAGE_SIZE + place + 1, source });
}
