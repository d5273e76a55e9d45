import { accessSync, constants } from 'node:fs';
import { chooseReader, type ReaderKind } from './acl/choose-reader.ts';
import { createGetXattr } from './acl/get-xattr.ts';
import { NTACL } from './acl/ntacl-rights.ts';
import type { AccessRules } from './permissions.ts';
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
  return [...findings, ...describePermissions(job.permissions, root), ...describeSample(takeSample(job))];
}

function describePermissions(rules: AccessRules, { fileSystem, rawPath }: OpenRoot): Findings {
  const { permissions } = rules;
  if (permissions === 'everyone' && rules.shareReadableBy === 'everyone')
    return [{ level: 'warning', message: 'Everybody who may search will see all of these documents ("permissions: everyone")' }];
  if (permissions === 'everyone' || typeof permissions === 'object')
    return [{ level: 'ok', message: 'Who may read is configured; the permissions of the files are not looked at' }];
  const getXattr = createGetXattr();
  const choice = chooseReader(permissions, { fileSystem, rootPath: rawPath, getXattr });
  if (choice.kind === 'none')
    return [{ level: 'error', message: `${choice.why}: nobody would see these documents. ${choice.advice}.` }];
  const findings: Findings = [{ level: 'ok', message: `Who may read: ${IN_WORDS[choice.kind]} (${choice.why})` }];
  if (permissions === 'posix' && fileSystem.permissions === 'other')
    findings.push({
      level: 'warning',
      message: `This is ${fileSystem.name}: make sure that its owners and modes are those of the place where the files live`,
    });
  if (permissions === 'posix' && getXattr(rawPath, NTACL) !== null)
    findings.push({
      level: 'warning',
      message: `Samba keeps ACLs of Windows here (${NTACL}), which "permissions: posix" passes over: set "permissions" to "auto"`,
    });
  return findings;
}

const IN_WORDS: Record<ReaderKind, string> = {
  posix: 'owners, modes and POSIX ACLs',
  'posix-or-ntacl': 'owners, modes and POSIX ACLs',
  ntacl: 'the ACLs of the Samba server (security.NTACL) together with owners, modes and POSIX ACLs',
  cifs: 'the ACLs of the SMB server',
  nfs4: 'the ACLs of the NFSv4 server',
};

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
      level: sample.unknown === sample.files ? 'error' : 'warning',
      message: `Of ${files}, ${sample.unknown} would be seen by nobody: ${sample.reason}`,
    });
  return findings;
}
