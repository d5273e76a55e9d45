import { initial } from './0001-initial.ts';
import { narrowStateIndex } from './0002-narrow-state-index.ts';
import { audit } from './0003-audit.ts';

/**
 * In order; the position (from 1) is the schema's number, kept in SQLite's `user_version`. A migration that was released is
 * never edited: what has changed since gets the next number.
 */
export const migrations: readonly string[] = [initial, narrowStateIndex, audit];
