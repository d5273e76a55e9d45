import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createSqliteStore } from './sqlite-store.ts';
import type { StateStore } from './state-store.ts';

/** Opens, or begins, the state store of a data folder; several processes may. */
export function openStore(dataDir: string): StateStore {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return createSqliteStore({ path: storeFile(dataDir) });
}

export function storeFile(dataDir: string): string {
  return path.join(dataDir, 'atrium.sqlite');
}
