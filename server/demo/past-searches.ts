import { createAnalytics } from '../analytics/create-analytics.ts';
import { CLICK_TYPES } from '../contract/analytics.ts';
import { SearchQuery } from '../contract/search.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';

const DAY = 86_400_000;
const DAYS = 75;
const PEOPLE = 60;
/** What the demo company looks for: how often, and how many results that has. */
const QUESTIONS: readonly [line: string, weight: number, results: number][] = [
  ['mooring swivel', 9, 24],
  ['travel expenses', 8, 11],
  ['lidar calibration', 7, 31],
  ['parental leave', 6, 5],
  ['helena brandt', 6, 3],
  ['buoy firmware', 5, 14],
  ['vpn', 5, 0],
  ['canteen menu', 5, 0],
  ['safety briefing', 4, 9],
  ['parking permit', 4, 0],
  ['board minutes', 4, 17],
  ['holiday allowance', 4, 6],
  ['pto', 3, 0],
  ['petrel handbook', 3, 8],
  ['signature template', 3, 12],
  ['who knows hydrophones', 2, 19],
];

/**
 * Invented searches of the last weeks, so that the demo has something to show; the console says that they are invented. Written by
 * the same ways as real ones, and only where there is none yet.
 */
export function inventSearches({ store, logger }: { store: StateStore; logger: Logger }): void {
  if (store.analytics.months().length > 0) return;
  const random = seeded();
  const today = Math.floor(Date.now() / DAY) * DAY;
  let now = today - DAYS * DAY;
  const analytics = createAnalytics({ store, logger, isOn: true, keepMonths: 13, now: () => now });
  for (let day = 0; day < DAYS; day += 1) {
    const isWeekend = [0, 6].includes(new Date(today - (DAYS - day) * DAY).getUTCDay());
    const searches = isWeekend ? Math.floor(random() * 6) : 22 + Math.floor(random() * 20);
    for (let n = 0; n < searches; n += 1) {
      now = today - (DAYS - day) * DAY + (7 + 10 * (n / searches)) * 3_600_000;
      searchOnce(analytics, random);
    }
    // A month is written down with its own key, so before the next one begins.
    analytics.close();
  }
}

function searchOnce(analytics: ReturnType<typeof createAnalytics>, random: () => number): void {
  const [line, , results] = pick(random);
  const by = { person: `invented ${Math.floor(random() * PEOPLE)}`, isPrivate: false };
  const tookMs = 12 + 90 * random() ** 4 + (random() < 0.02 ? 300 * random() : 0);
  const token = analytics.searched({ by, query: SearchQuery.parse({ q: line }), results, tookMs });
  const isContent = results > 0 && random() < (line === 'board minutes' ? 0.15 : 0.7);
  if (token === undefined || !isContent) return;
  const position = Math.min(results, 1 + Math.floor(9 * random() ** 3.2));
  const isPerson = random() < 0.25;
  const type = CLICK_TYPES[isPerson ? 1 : 0];
  analytics.clicked({ token, position, type, source: isPerson ? 'staff' : 'library' }, by);
}

function pick(random: () => number): (typeof QUESTIONS)[number] {
  let rest = random() * QUESTIONS.reduce((sum, [, weight]) => sum + weight, 0);
  for (const question of QUESTIONS) {
    rest -= question[1];
    if (rest < 0) return question;
  }
  return ['', 0, 0];
}

/** The same in every demo (mulberry32). */
function seeded(): () => number {
  let state = 20261123;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
