import { parseDate } from '../dates.ts';

/** `D:20260312093000+01'00'`, where all after the year may be missing (ISO 32000-1 §7.9.4). */
const PDF_DATE = /^(?:D:)?\s*(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:(Z)|([+-])\s*(\d\d)'?(\d\d)?'?)?/;

/** Milliseconds since 1970; without a zone the time is taken as UTC. Undefined when it is no such date. */
export function parsePdfDate(text: string): number | undefined {
  const [
    all,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    ,
    sign = '+',
    hours = '00',
    minutes = '00',
  ] = PDF_DATE.exec(text.trim()) ?? [];
  if (all === undefined) return undefined;
  return parseDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`);
}
