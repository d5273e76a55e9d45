import type { SourceReport } from '#indexers/types.ts';
import type { Config } from '../config/schema.ts';
import { scheduleOf, scheduleWarning } from '../jobs/directory-schedule.ts';
import type { CompleteDraft, SourceDrafts } from './source-drafts.ts';

/** Milliseconds; a place that says nothing for so long is no place to read from. */
const TIME_LIMIT = 30_000;

/** Connects by a draft and tells what works and what is missing; a place that cannot be reached is a finding as well. */
export async function testSource(
  draft: CompleteDraft,
  o: { drafts: SourceDrafts; method: Config['auth']['method']; signal: AbortSignal },
): Promise<SourceReport> {
  const limited = AbortSignal.any([o.signal, AbortSignal.timeout(TIME_LIMIT)]);
  const source = o.drafts.toSource(draft, { knowing: false });
  const report = await source.check(limited).catch((error: unknown): SourceReport => {
    o.signal.throwIfAborted();
    const message = limited.aborted
      ? `The place did not answer within ${TIME_LIMIT / 1000} seconds`
      : error instanceof Error
        ? error.message
        : String(error);
    return { ok: false, findings: [{ level: 'error', message }] };
  });
  const { holds } = draft.kind;
  const warning = scheduleWarning({ holds, schedule: scheduleOf(draft.config, { holds, method: o.method }) }, o.method);
  return warning === undefined ? report : { ...report, findings: [...report.findings, { level: 'warning', message: warning }] };
}
