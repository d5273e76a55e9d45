import { z } from 'zod';
import { Sentence } from './sentence.ts';

export const Health = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });

/** 200 when searches are answered, 503 until then; `checks` names each part. */
export const Readiness = z
  .object({
    status: z.enum(['ready', 'starting', 'degraded']),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: Sentence })),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;
