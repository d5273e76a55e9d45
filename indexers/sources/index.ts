import type { SourceKind } from '../define-source.ts';
import { driveSource } from './drive/index.ts';
import { ldapSource } from './ldap/index.ts';
import { smbSource } from './smb/index.ts';

/** THE LIST of source kinds: a new kind is one folder and one line here. */
export const sourceKinds: readonly [SourceKind, ...SourceKind[]] = [ldapSource, driveSource, smbSource];
