import { z } from 'zod';

/** Groups of fewer people are not told of: what one of them did could be guessed. */
export const FEWEST_PEOPLE = 5;

export const CLICK_TYPES = ['document', 'person', 'team', 'answer', 'link', 'expert'] as const;
export type ClickType = (typeof CLICK_TYPES)[number];

/** What was opened of an answer. */
export const Click = z
  .strictObject({
    /** `clicks` of the answer. */
    token: z.string().max(200),
    /** Where it stood, 1 is the first. */
    position: z.int().min(1).max(1000),
    type: z.enum(CLICK_TYPES),
    /** Its source, where it has one. */
    source: z.string().max(64).optional(),
  })
  .meta({ id: 'Click' });
export type Click = z.infer<typeof Click>;

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month is written like 2026-03.');
/** Without a month: the latest with searches. */
export const AnalyticsQuery = z.strictObject({ month: Month.optional() });

const Counted = z.object({ value: z.string(), clicks: z.int() });

/** A question that at least `FEWEST_PEOPLE` people asked. */
export const Question = z
  .object({
    text: z.string(),
    searches: z.int(),
    /** How many people asked it. */
    people: z.int(),
    /** Searches for it without a result; null where fewer than `FEWEST_PEOPLE` people had none. */
    withoutResult: z.int().nullable(),
    /** Searches with results after which nothing was opened; null where fewer people are certain to have done so. */
    abandoned: z.int().nullable(),
  })
  .meta({ id: 'AskedQuestion' });
export type Question = z.infer<typeof Question>;

export const AnalyticsReport = z
  .object({
    /** False: nothing is counted (configuration `analytics: off`). */
    isOn: z.boolean(),
    /** What is told was made up for the demo. */
    isInvented: z.boolean(),
    keepMonths: z.int(),
    fewestPeople: z.int(),
    month: z.string().nullable(),
    /** Those that can be asked for, latest first. */
    months: z.array(z.string()),
    /** Null where fewer than `fewestPeople` people searched in the month. */
    totals: z.object({ searches: z.int(), people: z.int(), withoutResult: z.int(), clicked: z.int() }).nullable(),
    /** Each day from the first with searches to the last; null where fewer people searched. Times are milliseconds. */
    days: z.array(
      z.object({
        day: z.string(),
        searches: z.int().nullable(),
        times: z.object({ half: z.int(), most: z.int(), slowest: z.int() }).nullable(),
      }),
    ),
    /** Most asked first. */
    questions: z.array(Question),
    /** How often that place was opened; places that fewer people opened are left out. */
    positions: z.array(Counted),
    types: z.array(Counted),
    sources: z.array(Counted),
  })
  .meta({ id: 'AnalyticsReport' });
export type AnalyticsReport = z.infer<typeof AnalyticsReport>;
