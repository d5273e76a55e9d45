import { Cron } from 'croner';
import { AppError } from '../errors.ts';

export interface Scheduler {
  /** Runs what needs it now and everything at its times from now on. AppError for an expression that is none. */
  start(): void;
  /** Takes other sources and times from now on; nothing runs because of it. */
  update(sources: readonly ScheduledSource[]): void;
  stop(): void;
}

export interface ScheduledSource {
  id: string;
  /** Cron expression in local time; without it the source runs only when asked to. */
  schedule: string | undefined;
  /** Runs before the others that are due at the same time. */
  isFirst: boolean;
}

export function createScheduler(options: {
  sources: readonly ScheduledSource[];
  /** Runs a source to its end, or does nothing while a run of it is going on. */
  run(sourceId: string): Promise<void>;
  /** Whether a source must not wait for its time. */
  needsRun(sourceId: string): boolean;
}): Scheduler {
  const { run, needsRun } = options;
  let scheduled = withTimes(options.sources);
  let jobs: Cron[] = [];
  let isStarted = false;

  async function runDue(due: ScheduledSource[]): Promise<void> {
    await Promise.all(due.filter(({ isFirst }) => isFirst).map(({ id }) => run(id)));
    await Promise.all(due.filter(({ isFirst }) => !isFirst).map(({ id }) => run(id)));
  }

  function plan(): void {
    for (const job of jobs) job.stop();
    // One job per expression, so that what is due at the same time is seen together and can be put in order.
    jobs = [...Map.groupBy(scheduled, ({ schedule }) => schedule ?? '')].map(([expression, due]) =>
      createJob(expression, due, () => void runDue(due)),
    );
  }

  return {
    start() {
      isStarted = true;
      plan();
      void runDue(scheduled.filter(({ id }) => needsRun(id)));
    },
    update(sources) {
      scheduled = withTimes(sources);
      if (isStarted) plan();
    },
    stop() {
      isStarted = false;
      for (const job of jobs) job.stop();
      jobs = [];
    },
  };
}

function withTimes(sources: readonly ScheduledSource[]): ScheduledSource[] {
  return sources.filter(({ schedule }) => schedule !== undefined);
}

function createJob(expression: string, due: ScheduledSource[], work: () => void): Cron {
  try {
    return new Cron(expression, { unref: true }, work);
  } catch (cause) {
    const ids = due.map(({ id }) => id).join(', ');
    throw new AppError('invalid-configuration', `The schedule "${expression}" (of ${ids}) is not a cron expression.`, { cause });
  }
}
