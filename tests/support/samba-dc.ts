import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { inject } from 'vitest';
import { z } from 'zod';
import type { SambaDc } from './start-samba-dc.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the domain controller; use it through `sharedSambaDc`. */
    sambaDcSocket: string;
  }
}

const Answer = z.union([
  z.object({
    answer: z.object({
      address: z.string(),
      url: z.string(),
      ldapsUrl: z.string(),
      caFile: z.string(),
      domain: z.string(),
      bindDn: z.string(),
      bindPassword: z.string(),
    }),
  }),
  z.object({ error: z.string() }),
]);

/** Longest time to provision, fill and start, milliseconds: what `beforeAll` has to wait for at most. */
export const SAMBA_DC_LIMIT = 150_000;

/**
 * The domain controller of the whole test run (`samba-dc-entries.ts` says what is in it). The first test file that asks has it
 * started and waits some 15 seconds: give `beforeAll` the limit above. Change nothing in it that another file may look at.
 */
export async function sharedSambaDc(): Promise<SambaDc> {
  const socket = connect(inject('sambaDcSocket'));
  const said = Answer.parse(await json(socket));
  if ('error' in said) throw new Error(said.error);
  return said.answer;
}
