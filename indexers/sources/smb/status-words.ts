import type { SmbAddress } from './address.ts';
import { SmbError, type SmbFailure } from './session.ts';

/** MS-ERREF 2.3.1, as far as files answer with them. */
const GONE =
  /^NT_STATUS_(NO_SUCH_FILE|OBJECT_NAME_NOT_FOUND|OBJECT_PATH_NOT_FOUND|NOT_A_DIRECTORY|DELETE_PENDING|OBJECT_PATH_INVALID)$/;
const REFUSED = /^NT_STATUS_(ACCESS_DENIED|PRIVILEGE_NOT_HELD|NETWORK_ACCESS_DENIED)$/;
const LOST =
  /^NT_STATUS_(CONNECTION_\w+|IO_TIMEOUT|HOST_UNREACHABLE|NETWORK_\w+|NETWORK_NAME_DELETED|USER_SESSION_DELETED|INVALID_NETWORK_RESPONSE|END_OF_FILE|PIPE_\w+|BAD_NETWORK_NAME|LOGON_FAILURE|SMB_BAD_TID)$/;

/** A status about one file or folder. */
export function errorOfStatus(status: string, what: string): SmbError {
  const failure: SmbFailure = GONE.test(status)
    ? 'gone'
    : REFUSED.test(status)
      ? 'refused'
      : LOST.test(status)
        ? 'lost'
        : 'other';
  return new SmbError(failure, `${what}: ${wordsOf(status)}`);
}

function wordsOf(status: string): string {
  if (GONE.test(status)) return 'it is not there';
  if (REFUSED.test(status)) return `the account may not (${status})`;
  if (LOST.test(status)) return `the conversation with the server ended (${status})`;
  if (/SHARING_VIOLATION|FILE_LOCK_CONFLICT/.test(status)) return `somebody holds it open for himself (${status})`;
  if (/STOPPED_ON_SYMLINK|PATH_NOT_COVERED/.test(status)) return `it leads to another place (${status})`;
  return status;
}

export interface ConnectContext extends SmbAddress {
  username: string;
  encryption: 'required' | 'preferred';
}

/** Why no conversation came about, and what to do. `status` is what the client gave, if anything. */
export function connectError(context: ConnectContext, status: string): SmbError {
  return new SmbError('lost', `"smb://${context.host}/${context.share}" cannot be read: ${reason(context, status)}`);
}

function reason({ host, port, share, username, encryption }: ConnectContext, status: string): string {
  if (/LOGON_FAILURE|WRONG_PASSWORD|NO_SUCH_USER|ACCOUNT_RESTRICTION/.test(status))
    return `the server refuses the user name or the password of "${username}" (${status})`;
  if (/PASSWORD_EXPIRED|PASSWORD_MUST_CHANGE|ACCOUNT_\w+|INVALID_(LOGON_HOURS|WORKSTATION)/.test(status))
    return `the account "${username}" may not sign in at present (${status})`;
  if (/BAD_NETWORK_NAME|OBJECT_NAME_NOT_FOUND/.test(status)) return `the server has no share "${share}" (${status})`;
  if (/ENCRYPTION|NOT_SUPPORTED/i.test(status) || (encryption === 'required' && /ACCESS_DENIED|INVALID_/.test(status)))
    return `the server refuses, or does not offer the encryption that is required: set "encryption: preferred", or allow SMB 3 encryption there (${status})`;
  if (/ACCESS_DENIED/.test(status)) return `"${username}" may not use the share "${share}" (${status})`;
  if (/CONNECTION_REFUSED/.test(status)) return `nothing answers at ${host}, port ${port}: is it a file server? (${status})`;
  if (/NOT_FOUND|BAD_NETWORK_PATH|UNSUCCESSFUL|INVALID_COMPUTER_NAME/.test(status))
    return `the name "${host}" is not known or leads nowhere: check "url" and the name server (${status})`;
  if (/UNREACHABLE|TIMEOUT|NETWORK/.test(status)) return `${host}, port ${port}, cannot be reached (${status})`;
  return `the server refuses (${status})`;
}
