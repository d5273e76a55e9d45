/** One comparison: ours against a reference that did the same work in the same run. */
export interface BenchResult {
  what: string;
  ours: string;
  reference: string;
  ratio: string;
  /** What the project promises. */
  promise: string;
  held: boolean;
}
