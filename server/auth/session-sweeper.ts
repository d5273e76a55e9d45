import type { Logger } from '../logger.ts';
import type { Devices } from './devices.ts';
import type { Sessions } from './sessions.ts';

/** How often, milliseconds. Runs of this process sweep at their end; this finds what other processes did, and what expired. */
const INTERVAL = 5 * 60_000;

export interface SessionSweeper {
  /** After a run of a directory: who was removed or disabled there loses the session. */
  sweep(): void;
  /** From now on at intervals too. */
  start(): void;
  stop(): void;
}

export function createSessionSweeper(options: { sessions: Sessions; devices: Devices; logger: Logger }): SessionSweeper {
  const { sessions, devices, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  const sweep = (): void => {
    try {
      sessions.sweep();
      devices.sweep();
    } catch (error) {
      // Requests look at the person of their session by themselves, so nobody sees more because of this.
      logger.error({ err: error }, 'ended sessions could not be cleared away');
    }
  };
  return {
    sweep,
    start() {
      timer ??= setInterval(sweep, INTERVAL).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
