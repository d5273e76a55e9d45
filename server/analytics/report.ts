import { type AnalyticsReport, FEWEST_PEOPLE, type Question } from '../contract/analytics.ts';
import type { AnalyticsStore, AskedQuestion } from '../store/analytics/analytics-store.ts';
import { scopeOf } from './scopes.ts';
import { daysBetween } from './times.ts';

/** How many people are in each group of a month; groups of too few are as if there were nobody. */
type People = (scope: string) => number;

/** What is told of a month: of groups of enough people only. */
export function createReport(
  store: AnalyticsStore,
  options: { month: string | undefined } & Pick<AnalyticsReport, 'isOn' | 'isInvented' | 'keepMonths'>,
): AnalyticsReport {
  const months = store.months();
  const month = options.month ?? months[0] ?? null;
  const told = { ...options, fewestPeople: FEWEST_PEOPLE, month, months };
  const nothing = { totals: null, days: [], questions: [], positions: [], types: [], sources: [] };
  if (month === null) return { ...told, ...nothing };
  const counted = store.askers(month);
  const people: People = (scope) => counted.get(scope) ?? 0;
  const enough = (scope: string) => people(scope) >= FEWEST_PEOPLE;
  const clicks = (by: 'position' | 'type' | 'source') => store.clicks(month, by).filter(({ value }) => enough(`${by} ${value}`));
  return {
    ...told,
    totals: enough('month') ? { ...store.totals(month), people: people('month') } : null,
    days: daysOf(store, month, enough),
    questions: store.questions(month).flatMap((asked) => presentQuestion(asked, people)),
    positions: clicks('position').toSorted((a, b) => Number(a.value) - Number(b.value)),
    types: clicks('type'),
    sources: clicks('source'),
  };
}

function daysOf(store: AnalyticsStore, month: string, enough: (scope: string) => boolean): AnalyticsReport['days'] {
  const found = new Map(store.days(month).map(({ day, searches }) => [day, searches]));
  const [first, last] = [[...found.keys()].at(0), [...found.keys()].at(-1)];
  if (first === undefined || last === undefined) return [];
  return daysBetween(first, last).map((day) =>
    enough(`day ${day}`)
      ? { day, searches: found.get(day) ?? 0, times: timesOf(store.times(day)) }
      : { day, searches: null, times: null },
  );
}

/** `sorted` is not empty. */
function timesOf(sorted: readonly number[]): { half: number; most: number; slowest: number } {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { half: at(0.5), most: at(0.95), slowest: at(0.99) };
}

/**
 * Whoever opened something once counts as content, and whoever once found nothing as one who found nothing, so those who
 * certainly left without opening anything are the others.
 */
function presentQuestion({ question, text, searches, withoutResult, clicked }: AskedQuestion, people: People): Question[] {
  const [asked, nothing, content] = (['asked', 'nothing', 'clicked'] as const).map((what) => people(scopeOf(what, question)));
  const [all, without, opened] = [asked ?? 0, nothing ?? 0, content ?? 0];
  if (all < FEWEST_PEOPLE) return [];
  return [
    {
      text,
      searches,
      people: all,
      withoutResult: without >= FEWEST_PEOPLE ? withoutResult : null,
      abandoned: all - without - opened >= FEWEST_PEOPLE ? searches - withoutResult - clicked : null,
    },
  ];
}
