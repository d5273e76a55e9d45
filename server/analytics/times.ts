/** `2026-03-12`, UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `2026-03`, UTC. */
export function monthOf(at: number): string {
  return dayOf(at).slice(0, 7);
}

export function monthsBefore(month: string, count: number): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  return monthOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - count, 1));
}

/** Every day from one to another, both of them included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) days.push(dayOf(at));
  return days;
}
