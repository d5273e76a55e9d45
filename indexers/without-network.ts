import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const UNSHARE = '/usr/bin/unshare';
const PROBE_MS = 5000;
let known: string[] | undefined;

/**
 * What to put before a command so that it has no network at all (a network namespace of its own, unshare(1)); nothing where the
 * system allows that to nobody or not to us. Found out once.
 */
export function withoutNetwork(): string[] {
  known ??= [['--net'], ['--map-root-user', '--net']].map((flags) => [UNSHARE, ...flags, '--']).find(works) ?? [];
  return known;
}

function works([program = '', ...words]: string[]): boolean {
  return existsSync(program) && spawnSync(program, [...words, '/bin/true'], { stdio: 'ignore', timeout: PROBE_MS }).status === 0;
}
