/** Earlier and later ones are mistakes of whoever wrote the file. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Milliseconds since 1970 of a date as people and programs write it; undefined when it is none. */
export function parseDate(text: string | Date | undefined | null): number | undefined {
  if (text === undefined || text === null || text === '') return undefined;
  const time = text instanceof Date ? text.getTime() : Date.parse(text.trim());
  return Number.isNaN(time) || time <= EARLIEST || time >= LATEST ? undefined : time;
}
