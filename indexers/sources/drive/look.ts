import { accessSync, constants } from 'node:fs';
import { describeSample, takeSample } from '../file-tree/sample.ts';
import type { Findings, WalkOptions } from '../file-tree/walk-messages.ts';
import { chooseReader, type ReaderKind } from './acl/choose-reader.ts';
import { createGetXattr } from './acl/get-xattr.ts';
import { NTACL } from './acl/ntacl-rights.ts';
import { openDriveTree } from './drive-tree.ts';
import { createOwnGround } from './own-ground.ts';
import type { AccessRules } from './permissions.ts';
import type { DrivePlace } from './place.ts';
import { type OpenRoot, openRoot } from './root.ts';

/** What an administrator wants to know before the first run, from the root and a sample of what is below it. */
export function look(place: DrivePlace, options: WalkOptions): Findings {
  let root: OpenRoot;
  try {
    root = openRoot(place.root);
    createOwnGround(place.own).refuse(root);
    accessSync(root.rawPath, constants.R_OK | constants.X_OK);
  } catch (error) {
    return [{ level: 'error', message: `The folder cannot be read: ${whyOf(error)}` }];
  }
  const findings: Findings = [{ level: 'ok', message: `The folder is there, on ${root.fileSystem.name}` }];
  const sample = takeSample(openDriveTree(place), options);
  return [...findings, ...describePermissions(place.permissions, root), ...describeSample(sample, 'is the drive mounted?')];
}

const WHY: Record<string, string> = {
  ENOENT: 'it is not there',
  EACCES: 'the account under which Atrium runs may not look into it',
  EPERM: 'the account under which Atrium runs may not look into it',
};

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ('code' in error ? WHY[String(error.code)] : undefined) ?? error.message;
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
