import { byLocale, catalogue } from './language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = byLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const dayAndMonth = byLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }));
const dayMonthYear = byLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }));
const calendarDay = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
const moment = byLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }));
const exact = byLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }));

const words = catalogue({ en: { now: 'just now', soon: 'in a moment' }, de: { now: 'gerade eben', soon: 'gleich' } });

/** How people say when something was: "4 minutes ago", "yesterday", "12 Mar", "12 Mar 2019", the way of the reader's country. */
export function relativeDate(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime();
  // The clock of the server may be a little ahead.
  if (Math.abs(past) < MINUTE) return past < -5000 ? words().soon : words().now;
  if (Math.abs(past) < HOUR) return relative().format(-Math.round(past / MINUTE), 'minute');
  const days = calendarDays(date, now);
  if (Math.abs(past) < DAY && days === 0) return relative().format(-Math.round(past / HOUR), 'hour');
  if (Math.abs(days) < 7) return relative().format(-days, 'day');
  return date.getFullYear() === now.getFullYear() ? dayAndMonth().format(date) : dayMonthYear().format(date);
}

/** The full date and time, for those who hover. */
export function exactDate(date: Date): string {
  return exact().format(date);
}

/** A day of the calendar, `2027-03-12`, as people write it: "12 Mar 2027". */
export function exactDay(day: string): string {
  return calendarDay().format(new Date(day));
}

/** To the second, for logs: "12 Mar 2026, 09:04:11". */
export function exactMoment(date: Date): string {
  return moment().format(date);
}

/** A date `days` ago as `YYYY-MM-DD` in local time, as filters take it. */
export function isoDaysAgo(days: number, now: Date): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function calendarDays(date: Date, now: Date): number {
  const midnight = (value: Date) => new Date(value.getFullYear(), value.getMonth(), value.getDate()).getTime();
  return Math.round((midnight(now) - midnight(date)) / DAY);
}
