import type { DocumentSummary } from '#indexers/types/ledger.ts';
import type { DocumentDetail } from '../contract/documents.ts';

const PICTURES: readonly string[] = ['image/jpeg', 'image/png'];

/** What pictures can be drawn of. */
export function previewOf({ mediaType }: Pick<DocumentSummary, 'mediaType'>): DocumentDetail['preview'] {
  if (mediaType === 'application/pdf') return 'pages';
  return PICTURES.includes(mediaType) ? 'picture' : null;
}
