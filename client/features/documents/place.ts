/** Where one is in a document that can be turned over; nulls where there is nothing to turn. */
export interface Place {
  page: number | null;
  pages: number | null;
  /** What one turns: pages of the format, or parts of a long text without any. */
  unit: 'page' | 'part';
}
