import type { LogLevel } from '../../../server/contract/operations.ts';

/** From the most to the least. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies LogLevel[];
