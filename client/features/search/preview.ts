import type { DocumentHit } from '../../../server/contract/search.ts';

/** What the results tell the part that shows a document beside them; the app brings the two together. */
export interface PreviewProps {
  /** Of its element, which takes the focus. */
  id: string;
  hit: DocumentHit;
  q: string;
  /** The address parameters of the results. */
  list: string;
  /** The document is opened. */
  onOpen: () => void;
  /** To the result again, and it stays open. */
  onBack: () => void;
  onClose: () => void;
}
