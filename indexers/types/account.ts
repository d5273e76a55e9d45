/** Somebody of a directory who may try to sign in. */
export interface DirectoryAccount {
  /** As in `SourceItem`: entryUUID, objectGUID. */
  itemId: string;
  /** The DN as the directory returned it. */
  path: string;
  /** The rule by which a run leaves this account out. It is not let in, whatever the password. */
  excludedBy: string | undefined;
}

/**
 * What a directory says to a password. Anything but `wrong` is said only to whoever gave the right one; a locked account is
 * `wrong` too, since directories say "locked" to everybody. `excluded`: right, but left out by a rule of the source.
 */
export type PasswordVerdict = 'right' | 'wrong' | 'excluded' | AccountProblem;

/** Why an account cannot be used although the password was right. */
export type AccountProblem =
  | 'account-disabled'
  | 'account-expired'
  | 'password-expired'
  | 'password-change-required'
  | 'sign-in-hours'
  | 'sign-in-place';
