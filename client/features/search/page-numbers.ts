export type PageLink = { kind: 'page'; key: string; number: number } | { kind: 'gap'; key: string };

/** First, last and the neighbours of the current page; a gap stands for two pages or more, never for one. */
export function pageNumbers(current: number, last: number): PageLink[] {
  const wanted = Array.from({ length: last }, (_, place) => place + 1).filter(
    (page) => page === 1 || page === last || Math.abs(page - current) <= 1 || isLonely(page, current, last),
  );
  return wanted.flatMap((page, place): PageLink[] => {
    const link: PageLink = { kind: 'page', key: `page ${page}`, number: page };
    const before = wanted[place - 1];
    return before !== undefined && page - before > 1 ? [{ kind: 'gap', key: `gap ${page}` }, link] : [link];
  });
}

function isLonely(page: number, current: number, last: number): boolean {
  return (page === 2 && current === 4) || (page === last - 1 && current === last - 3);
}
