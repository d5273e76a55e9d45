import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { byLocale } from '../../lib/language.ts';
import { words } from './person-words.ts';

const MINUTE = 60_000;

/** What the clock says where somebody is, and how far that is from the reader's own. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const now = useMinute();
  const time = new Intl.DateTimeFormat(locale(), { timeZone, hour: 'numeric', minute: '2-digit' }).format(now);
  return (
    <span>
      <Clock size={15} aria-hidden="true" /> {words().localTime(time)},{' '}
      {differenceInWords(offsetAt(now, timeZone) - ownOffset(now))}
    </span>
  );
}

/** Changes when the minute does. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), MINUTE - (now.getTime() % MINUTE));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}

const locale = byLocale((tag) => tag);
const halves = byLocale((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }));

function differenceInWords(minutes: number): string {
  if (minutes === 0) return words().sameTime;
  const span = words().hours(halves().format(Math.abs(minutes) / 60));
  return minutes > 0 ? words().ahead(span) : words().behind(span);
}

function ownOffset(now: Date): number {
  return -now.getTimezoneOffset();
}

/** Minutes ahead of UTC. The parts of the wall clock, read as if they were UTC, tell it. */
export function offsetAt(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - Math.floor(now.getTime() / MINUTE) * MINUTE) / MINUTE);
}
