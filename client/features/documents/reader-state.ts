/** Where in a document the reader is; the address bar holds exactly this. */
export interface ReaderState {
  /** 1-based; null where the address names none. */
  page: number | null;
  q: string;
  /** Null: what suits the document. */
  view: View | null;
  /** The address parameters of the results one came from; null when one came from elsewhere. */
  list: string | null;
}

export type View = 'text' | 'page';

/** Says that there are words to find and yet no results that one came from. */
const NO_LIST = '-';

export function readReaderState(parameters: URLSearchParams): ReaderState {
  const page = parameters.get('page') ?? '';
  const view = parameters.get('view');
  const q = parameters.get('q') ?? '';
  const list = parameters.get('list') ?? (q ? listOf(q) : NO_LIST);
  return {
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : null,
    q,
    view: view === 'text' || view === 'page' ? view : null,
    list: list === NO_LIST ? null : list,
  };
}

export function writeReaderState({ page, q, view, list }: ReaderState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (page !== null) parameters.set('page', String(page));
  if (q) parameters.set('q', q);
  if (view !== null) parameters.set('view', view);
  const isTold = q ? list === listOf(q) : list === null;
  if (!isTold) parameters.set('list', list ?? NO_LIST);
  return parameters;
}

/** The results of a plain question. */
function listOf(q: string): string {
  return String(new URLSearchParams({ q }));
}

/** The page to show: the one asked for, within what there is; null where the format has no pages. */
export function shownPage(asked: number | null, pages: number | null): number | null {
  if (pages === null || pages < 1) return null;
  return Math.min(asked ?? 1, pages);
}

/** The nearest page with a match before or after a page; from the ends it goes round. */
export function matchingPage(matching: readonly number[], from: number, step: 1 | -1): number | undefined {
  const ordered = matching.toSorted((a, b) => a - b);
  return step === 1
    ? (ordered.find((page) => page > from) ?? ordered[0])
    : (ordered.findLast((page) => page < from) ?? ordered.at(-1));
}
