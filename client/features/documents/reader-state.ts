/** Where in a document the reader is; the address bar holds exactly this. */
export interface ReaderState {
  /** 1-based; null where the address names none. */
  page: number | null;
  q: string;
}

export function readReaderState(parameters: URLSearchParams): ReaderState {
  const page = parameters.get('page') ?? '';
  return { page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : null, q: parameters.get('q') ?? '' };
}

export function writeReaderState({ page, q }: ReaderState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (page !== null) parameters.set('page', String(page));
  if (q) parameters.set('q', q);
  return parameters;
}

/** The page to show: the one asked for, within what there is; null where the format has no pages. */
export function shownPage(asked: number | null, pages: number | null): number | null {
  if (pages === null || pages < 1) return null;
  return Math.min(asked ?? 1, pages);
}

/** The nearest page with a match before or after a page; from the ends it goes round. */
export function matchingPage(matching: number[], from: number, step: 1 | -1): number | undefined {
  const ordered = matching.toSorted((a, b) => a - b);
  return step === 1
    ? (ordered.find((page) => page > from) ?? ordered[0])
    : (ordered.findLast((page) => page < from) ?? ordered.at(-1));
}
