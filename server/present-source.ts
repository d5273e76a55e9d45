import { Cron } from 'croner';
import type { z } from 'zod';
import { findingsInWords, lastIndexCheck } from '#indexers/sync/index-check.ts';
import type { LedgerCounts } from '#indexers/types/ledger.ts';
import type { StoredHold } from '#indexers/types/state.ts';
import { createGroupProblems } from './access/group-problems.ts';
import type { KnownPrincipals } from './access/known-principals.ts';
import { presentUnresolved, unresolvedInWords } from './access/unresolved-principals.ts';
import type { ConfiguredSource } from './configured-source.ts';
import type { CanaryStatus, HeldRemovals, IndexStatus, Run, SourceStatus } from './contract/admin.ts';
import { canaryInWords, lastAlarm, lastCanary } from './jobs/canary-result.ts';
import { staleAfterMs } from './staleness.ts';
import type { StateStore, StoredRun } from './store/state-store.ts';

/** How a source is, for the console, the API and the command line alike. */
export function presentSource(
  configured: ConfiguredSource,
  { store, known }: { store: StateStore; known: KnownPrincipals },
): SourceStatus {
  const { id, kind } = configured.source;
  const counts = store.ledger.counts(id);
  const lastRun = store.runs.last(id);
  const lastComplete = store.runs.lastComplete(id);
  const held = store.held.get(id);
  const unresolved = presentUnresolved({ store, known }, id);
  return {
    id,
    kind,
    holds: configured.holds,
    managedBy: configured.managedBy ?? 'atrium',
    problem: configured.problem ?? null,
    freshness: presentFreshness(store.consoleSources.freshnessGoal(id), lastComplete),
    location: configured.location,
    schedule: configured.schedule ?? null,
    nextRunAt: nextRunAt(configured.schedule),
    summary: [
      ...(configured.problem === undefined ? [] : [configured.problem]),
      summaryOf({ counts, lastRun, lastComplete, held }),
      ...(configured.holds === 'people' ? peopleSentences(configured, store) : []),
      ...(unresolved ? [unresolvedInWords(unresolved)] : []),
    ].join(' '),
    counts,
    lastRun: lastRun ? presentRun(lastRun) : null,
    lastCompleteAt: iso(lastComplete),
    held: held ? presentHeld(held) : null,
    index: presentIndex(store, id),
    canary: presentCanary(store, id),
    ...(unresolved && { unresolvedPrincipals: unresolved }),
  };
}

/** Whether the last complete run ended within the goal. */
function presentFreshness(goalMinutes: number | undefined, lastComplete: number | undefined): SourceStatus['freshness'] {
  if (goalMinutes === undefined) return null;
  const goal = inMinutes(goalMinutes);
  if (lastComplete === undefined)
    return { goalMinutes, isMet: false, sentence: `It is to be at most ${goal} old, and was never read completely.` };
  const minutes = Math.floor((Date.now() - lastComplete) / 60_000);
  const isMet = minutes <= goalMinutes;
  const age = `It was read completely ${inMinutes(minutes)} ago`;
  return {
    goalMinutes,
    isMet,
    sentence: isMet ? `${age}, as was wanted (${goal}).` : `${age}, and is to be at most ${goal} old.`,
  };
}

/** The largest unit that comes out even, or nearly so. */
function inMinutes(minutes: number): string {
  const [count, unit] = minutes >= 2880 ? [minutes / 1440, 'day'] : minutes >= 120 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

function presentHeld({ count, reason, examples, confirmed, kept }: StoredHold): z.infer<typeof HeldRemovals> {
  return { count, reason, examples, confirmed, kept: kept ? { by: kept.by, at: new Date(kept.at).toISOString() } : null };
}

function presentIndex(store: StateStore, source: string): IndexStatus | null {
  const check = lastIndexCheck(store, source);
  if (check === undefined) return null;
  const findings = findingsInWords(check);
  return {
    at: new Date(check.at).toISOString(),
    comparedAt: new Date(check.thoroughAt).toISOString(),
    agrees: findings === undefined,
    summary: findings === undefined ? 'Index and ledger agree.' : `${findings}.`,
    examples: check.examples,
  };
}

function presentCanary(store: StateStore, source: string): CanaryStatus | null {
  const last = lastCanary(store, source);
  if (last === undefined) return null;
  const alarm = lastAlarm(store, source);
  return {
    at: new Date(last.at).toISOString(),
    summary: canaryInWords(last),
    ok: last.state === 'checked',
    alarm: alarm
      ? {
          at: new Date(alarm.at).toISOString(),
          summary: canaryInWords(alarm),
          findings: alarm.findings.map(({ path, who }) => ({ path, who })),
        }
      : null,
  };
}

export function presentRun(run: StoredRun): Run {
  return {
    id: run.id,
    source: run.source,
    state: run.state,
    dryRun: run.dryRun,
    startedAt: new Date(run.startedAt).toISOString(),
    finishedAt: iso(run.finishedAt ?? undefined),
    message: run.message,
    progress: run.progress,
  };
}

function nextRunAt(schedule: string | undefined): string | null {
  return schedule === undefined ? null : (new Cron(schedule).nextRun()?.toISOString() ?? null);
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function summaryOf(state: {
  counts: LedgerCounts;
  lastRun: StoredRun | undefined;
  lastComplete: number | undefined;
  held: StoredHold | undefined;
}): string {
  return [stateSentence(state.lastRun, state.lastComplete), heldSentence(state.held), failedSentence(state.counts.failed)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function stateSentence(run: StoredRun | undefined, lastComplete: number | undefined): string {
  if (!run) return 'Never read yet.';
  switch (run.state) {
    case 'running':
      return run.dryRun ? 'A dry run is going on.' : 'Being read now.';
    case 'complete':
      return 'Up to date with its last run.';
    case 'partial':
      return `The last run was partial: ${withoutStop(run.message ?? 'something could not be read')}.`;
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return `The last run ${run.state === 'failed' ? 'failed' : `was ${run.state}`}${run.message ? `: ${withoutStop(run.message)}` : ''}. ${
        lastComplete === undefined ? 'It was never read completely.' : 'What was found before is still searchable.'
      }`;
    default:
      return run.state satisfies never;
  }
}

/** Some messages are sentences. */
function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}

/** What keeps people from seeing all that is theirs. */
function peopleSentences(configured: ConfiguredSource, store: StateStore): string[] {
  const { id } = configured.source;
  const problems = createGroupProblems({ store, staleAfterMs: () => staleAfterMs(configured) })(id);
  const { count, examples } = store.directory.ambiguousPeople(id);
  const several = count === 1 ? '1 entry is' : `${count} entries are`;
  const alike = `${several} like several of another directory, and joined with none: ${examples.join(', ')}${count > examples.length ? ' …' : ''}.`;
  return [...problems.map(({ advice }) => advice), ...(count > 0 ? [alike] : [])];
}

function heldSentence(held: StoredHold | undefined): string {
  if (held === undefined) return '';
  if (held.confirmed) return `${held.count} removals are confirmed; the next complete run does them.`;
  return held.kept
    ? `${held.count} items that were not seen any more are kept.`
    : `${held.count} removals wait for confirmation.`;
}

function failedSentence(failed: number): string {
  if (failed === 0) return '';
  return failed === 1 ? '1 file could not be read.' : `${failed} files could not be read.`;
}
