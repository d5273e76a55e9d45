import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { inject } from 'vitest';
import { z } from 'zod';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the demo; use it through `sharedDemo`. */
    demoSocket: string;
  }
}

const Answer = z.union([z.object({ answer: z.object({ url: z.string(), pid: z.int() }) }), z.object({ error: z.string() })]);

/** Longest time to start and fill it, milliseconds: what `beforeAll` has to wait for at most. */
export const DEMO_LIMIT = 300_000;

/**
 * The demo company of the whole test run, for files that only look: sessions are their own, everything else is everybody's. The
 * first file that asks has it started. Files that change something start their own (`startAtrium`).
 */
export async function sharedDemo(): Promise<{ url: string; pid: number }> {
  const said = Answer.parse(await json(connect(inject('demoSocket'))));
  if ('error' in said) throw new Error(said.error);
  return said.answer;
}
