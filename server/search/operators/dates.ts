const DAY = 86_400_000;

/** Days by name, relative to today; as they are typed in English and German. */
const NAMED: Record<string, (today: Day) => Day> = {
  ...both(['today', 'heute'], ({ y, m, d }) => ({ y, m, d })),
  ...both(['yesterday', 'gestern'], ({ y, m, d }) => ({ y, m, d: d - 1 })),
  ...both(['this-week', 'diese-woche'], (today) => monday(today, 0)),
  ...both(['last-week', 'letzte-woche', 'vorige-woche'], (today) => monday(today, 1)),
  ...both(['this-month', 'dieser-monat', 'diesen-monat'], ({ y, m }) => ({ y, m, d: 1 })),
  ...both(['last-month', 'letzter-monat', 'letzten-monat', 'voriger-monat'], ({ y, m }) => ({ y, m: m - 1, d: 1 })),
  ...both(['this-year', 'dieses-jahr'], ({ y }) => ({ y, m: 1, d: 1 })),
  ...both(['last-year', 'letztes-jahr', 'voriges-jahr'], ({ y }) => ({ y: y - 1, m: 1, d: 1 })),
};

/** Numbers out of range go into the month or year beside: `Date.UTC` counts on. */
interface Day {
  y: number;
  m: number;
  d: number;
}

/**
 * The first day of what is meant, `2024-05-03`: a year, a month, a day (also as Germans write them), `30d`, `6m`, `2y` ago, or a
 * name such as `last-month`. Undefined when it is no date. In UTC, as all dates of filters are.
 */
export function firstDayOf(text: string, now: number): string | undefined {
  const value = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const date = new Date(now);
  const today = { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
  const day = NAMED[value]?.(today) ?? ago(value, today) ?? written(value);
  return day && isoDay(Date.UTC(day.y, day.m - 1, day.d));
}

/** The day before `2024-05-03`. */
export function dayBefore(day: string): string {
  return isoDay(Date.parse(day) - DAY) ?? day;
}

function both(names: readonly string[], day: (today: Day) => Day): Record<string, (today: Day) => Day> {
  return Object.fromEntries(names.map((name) => [name, day]));
}

function monday({ y, m, d }: Day, weeksAgo: number): Day {
  const weekday = (new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 6) % 7;
  return { y, m, d: d - weekday - 7 * weeksAgo };
}

function ago(value: string, { y, m, d }: Day): Day | undefined {
  const { count, unit } = /^(?<count>\d{1,4})(?<unit>[dtwmyj])$/.exec(value)?.groups ?? {};
  if (count === undefined) return undefined;
  const n = Number(count);
  if (unit === 'w') return { y, m, d: d - 7 * n };
  if (unit === 'm') return { y, m: m - n, d };
  return unit === 'y' || unit === 'j' ? { y: y - n, m, d } : { y, m, d: d - n };
}

const WRITTEN = [
  /^(?<y>\d{4})(?:[-/.](?<m>\d{1,2})(?:[-/.](?<d>\d{1,2}))?)?$/,
  /^(?:(?<d>\d{1,2})\.)?(?<m>\d{1,2})\.(?<y>\d{4})$/,
];

function written(value: string): Day | undefined {
  const groups = WRITTEN.map((form) => form.exec(value)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const [y, m, d] = [Number(groups.y), Number(groups.m ?? 1), Number(groups.d ?? 1)];
  const exists = new Date(Date.UTC(y, m - 1, d)).getUTCMonth() === m - 1 && d > 0;
  return exists && y >= 1900 && y <= 2200 ? { y, m, d } : undefined;
}

function isoDay(time: number): string | undefined {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : undefined;
}
