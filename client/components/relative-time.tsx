import { exactDate, relativeDate } from '../lib/dates.ts';

/** A moment as people say it; the exact one on hover. */
export function RelativeTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactDate(date)}>
      {relativeDate(date, new Date())}
    </time>
  );
}
