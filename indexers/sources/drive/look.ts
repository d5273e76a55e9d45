import { accessSync, constants } from 'node:fs';
import { inventedPermissions, unsupportedPermissions } from './acl/access-reader.ts';
import { type OpenRoot, openRoot } from './root.ts';
import { walk } from './walk.ts';
import type { Findings, LookJob, WalkMessage } from './walk-messages.ts';

const SAMPLE = 500;

/** What an administrator wants to know before the first run, from the root and a sample of what is below it. */
export function look(job: LookJob): Findings {
  let root: OpenRoot;
  try {
    root = openRoot(job.root);
    accessSync(root.rawPath, constants.R_OK | constants.X_OK);
  } catch (error) {
    return [{ level: 'error', message: `The folder cannot be read: ${error instanceof Error ? error.message : error}` }];
  }
  const findings: Findings = [{ level: 'ok', message: `The folder is there, on ${root.fileSystem.name}` }];
  return [...findings, ...describePermissions(job, root), ...describeSample(takeSample(job))];
}

function describePermissions({ permissions }: LookJob, { fileSystem }: OpenRoot): Findings {
  if (permissions === 'ntacl' || permissions === 'cifs' || permissions === 'nfs4')
    return [{ level: 'error', message: `${unsupportedPermissions(permissions)}: nobody would see these documents` }];
  if (permissions === 'posix' && fileSystem.permissions === 'invented')
    return [
      {
        level: 'error',
        message: `${inventedPermissions(fileSystem)}: nobody would see these documents. Set "permissions" to "folders" or "everyone".`,
      },
    ];
  if (permissions === 'posix' && fileSystem.name === 'FUSE')
    return [{ level: 'warning', message: 'This is a FUSE mount: make sure that its owners and modes are those of the server' }];
  if (permissions === 'everyone')
    return [{ level: 'warning', message: 'Everybody who may search will see all of these documents ("permissions: everyone")' }];
  return [];
}

interface Sample {
  files: number;
  unknown: number;
  excluded: number;
  unreadable: string[];
  isWhole: boolean;
  reason: string | undefined;
}

class Enough extends Error {}

function takeSample(job: LookJob): Sample {
  const sample: Sample = { files: 0, unknown: 0, excluded: 0, unreadable: [], isWhole: false, reason: undefined };
  const unknown = new Map<number, string>();
  function count(message: WalkMessage): void {
    if (message.type === 'access' && message.access.state === 'unknown') unknown.set(message.number, message.access.reason);
    if (message.type === 'excluded') sample.excluded += 1;
    if (message.type === 'unreadable') sample.unreadable.push(message.id);
    if (message.type !== 'file') return;
    sample.files += 1;
    if (unknown.has(message.access)) sample.unknown += 1;
    sample.reason ??= unknown.get(message.access);
    if (sample.files >= SAMPLE) throw new Enough();
  }
  try {
    walk(job, count);
    sample.isWhole = true;
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return sample;
}

function describeSample(sample: Sample): Findings {
  const findings: Findings = [];
  const files = sample.isWhole ? `${sample.files} files` : `the first ${sample.files} files`;
  if (sample.files === 0)
    findings.push({
      level: 'warning',
      message: `No files were found (${sample.excluded} left out by rules): is the drive mounted?`,
    });
  else findings.push({ level: 'ok', message: `Looked at ${files}; ${sample.excluded} items are left out by rules` });
  if (sample.unreadable.length > 0)
    findings.push({
      // No reason not to read the rest: what is known of them is kept, and the run says that it was partial.
      level: 'warning',
      message: `Not readable: ${sample.unreadable.slice(0, 5).join(', ')}${sample.unreadable.length > 5 ? ', …' : ''}`,
    });
  if (sample.unknown > 0)
    findings.push({
      level: 'warning',
      message: `Of ${files}, ${sample.unknown} would be seen by nobody: ${sample.reason}`,
    });
  return findings;
}
