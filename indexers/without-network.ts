import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { SourceReport } from './types.ts';

const UNSHARE = '/usr/bin/unshare';
const PROBE_MS = 5000;
/** `CAP_DAC_OVERRIDE` and `CAP_DAC_READ_SEARCH` of capabilities(7): to read what the permissions of a file would not let one. */
const FILE_RIGHTS = 0b110n;

/** How processes that read strangers' files are kept from the network. */
export interface NetworkIsolation {
  /** What to put before a command so that it has no network at all; empty where that is not possible. */
  command: readonly string[];
  /** Why it is not possible and what to do about it, for an administrator. */
  problem: string | undefined;
}

let known: NetworkIsolation | undefined;

/** A network namespace of its own, unshare(1), where the system allows that to us. Found out once. */
export function networkIsolation(): NetworkIsolation {
  known ??= findIsolation();
  return known;
}

/** See `NetworkIsolation.command`. */
export function withoutNetwork(): readonly string[] {
  return networkIsolation().command;
}

/** What an administrator wants to know of it for a source of files. It never keeps a run from being complete. */
export function checkNetworkIsolation(): SourceReport['findings'] {
  const { problem } = networkIsolation();
  return problem === undefined ? [] : [{ level: 'warning', message: problem }];
}

function findIsolation(): NetworkIsolation {
  if (!existsSync(UNSHARE)) return impossible('the program "unshare" is missing', 'Install util-linux');
  const command = [UNSHARE, '--net', '--'];
  if (works(command)) return { command, problem: undefined };
  // A user namespace of its own takes away every right over files of users that are not in it.
  if (hasFileRights())
    return impossible(
      'that would cost them the right by which Atrium, as root or with CAP_DAC_READ_SEARCH, reads files of others',
      'Give Atrium CAP_SYS_ADMIN as well, or let it run as a user who may read the files anyway',
    );
  const ownUsers = [UNSHARE, '--map-root-user', '--net', '--'];
  if (works(ownUsers)) return { command: ownUsers, problem: undefined };
  return impossible(
    'this system does not allow it',
    'Allow user namespaces to the account that Atrium runs as (container: its seccomp profile; systemd: RestrictNamespaces; Ubuntu: kernel.apparmor_restrict_unprivileged_userns)',
  );
}

function impossible(reason: string, advice: string): NetworkIsolation {
  const problem = `The processes that read files cannot be cut off from the network: ${reason}. ${advice}, or keep Atrium's machine from the internet`;
  return { command: [], problem };
}

function works([program = '', ...words]: readonly string[]): boolean {
  return spawnSync(program, [...words, '/bin/true'], { stdio: 'ignore', timeout: PROBE_MS }).status === 0;
}

function hasFileRights(): boolean {
  try {
    const effective = /^CapEff:\s+([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    return effective !== undefined && (BigInt(`0x${effective}`) & FILE_RIGHTS) !== 0n;
  } catch {
    // Not Linux: there is no unshare(1) either.
    return false;
  }
}
