import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard error, so that a command's own output on standard output stays clean. */
export function createLogger(options: { level: string }): Logger {
  return pino(
    { level: options.level, base: null, redact: ['password', '*.password', 'bindPassword', '*.bindPassword'] },
    pino.destination(2),
  );
}
