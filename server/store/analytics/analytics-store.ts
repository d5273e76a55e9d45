/** A search as it is kept: what came of it, never who asked. Days are `2026-03-12`, months `2026-03`, both UTC. */
export interface StoredSearch {
  /** Random. */
  id: Uint8Array;
  day: string;
  /** A digest of the words that is keyed by the month. */
  question: Uint8Array;
  /** How many results there were. */
  results: number;
  /** Milliseconds. */
  tookMs: number;
}

export interface StoredClick {
  /** From 1. */
  position: number;
  /** What was chosen: a document, a person, … */
  type: string;
  /** Whence it is; null where it is from no source. */
  source: string | null;
}

/** A question that enough people have asked. */
export interface AskedQuestion {
  question: Uint8Array;
  text: string;
  searches: number;
  /** Of these, without a result. */
  withoutResult: number;
  /** Of these, after which something was opened. */
  clicked: number;
}

/** What is asked and what comes of it; who asked is not in here, see migration 0022. */
export interface AnalyticsStore {
  /** The key of a month; made when there is none, and those of months before it are thrown away. */
  keyOf(month: string): Uint8Array;
  addSearch(search: StoredSearch): void;
  /** The first one counts. */
  setClick(id: Uint8Array, click: StoredClick): void;
  /** Counts somebody into a group, once. Returns how many it has. */
  addAsker(month: string, scope: string, asker: Uint8Array): number;
  /** Of each group of a month that has somebody, how many. */
  askers(month: string): Map<string, number>;
  addText(month: string, question: Uint8Array, text: string): void;
  /** Months with searches, latest first. */
  months(): string[];
  days(month: string): { day: string; searches: number }[];
  /** Sorted, of one day. */
  times(day: string): number[];
  questions(month: string): AskedQuestion[];
  totals(month: string): { searches: number; withoutResult: number; clicked: number };
  clicks(month: string, by: 'position' | 'type' | 'source'): { value: string; clicks: number }[];
  /** Forgets everything of earlier months. */
  forgetBefore(month: string): void;
}
