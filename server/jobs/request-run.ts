import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { SyncJobs } from './run-sync.ts';

/** Starts a run for whoever found that one is needed; one that goes on already will do. */
export function requestRunOf({ jobs, logger }: { jobs: SyncJobs; logger: Logger }): (sourceId: string) => void {
  return (sourceId) => {
    try {
      jobs.start(sourceId, { full: false, dryRun: false });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
      logger.info({ source: sourceId }, 'a run was asked for while one is going on');
    }
  };
}
