import type { AnalyticsReport, Click } from '../contract/analytics.ts';
import type { SearchQuery } from '../contract/search.ts';

/**
 * What is asked and what comes of it, counted so that nobody can be picked out:
 * - No row says who. A group of people (who asked these words, who opened the third result) is a set of digests, each keyed by
 *   the month and made for that group alone: the rows of one person cannot be put together.
 * - The words of a question are written down when the fifth person asks them; until then there is only a digest.
 * - The month is the unit: people are counted once in it, and with it its key is thrown away; from then on not even whoever has
 *   the database can test a guess. A key of a day would count one person who asks on five days as five.
 * - Nothing is told of fewer than five people.
 */
export interface Analytics {
  /**
   * Counts a search. Returns what a click on the answer has to bring along; undefined when it is not counted: it is off, the
   * browser asks not to be (`Sec-GPC`, `DNT`), or nothing was asked. The same question of the same person within half an hour is
   * one, so that filters, pages and coming back do not count.
   */
  searched(search: SearchDone): string | undefined;
  /** Counts what was opened. False: that token was not given to this person, or not this month. */
  clicked(click: Click, by: Asker): boolean;
  report(month?: string): AnalyticsReport;
  /** Writes down what is still in memory. */
  close(): void;
}

/** Who does something, in the words that tell one from another: an id of the directory, a sign-in name, an address. */
export interface Asker {
  person: string;
  /** As the browser asks. */
  isPrivate: boolean;
}

export interface SearchDone {
  by: Asker;
  query: SearchQuery;
  /** All there are. */
  results: number;
  /** Milliseconds. */
  tookMs: number;
}
