/** Checks who somebody is. What they may see is decided by `access/`, from our own copy of the directory. */
export interface Authenticator {
  readonly method: 'directory' | 'oidc' | 'proxy' | 'open';
  /** The sign-in name as the directory spells it, or undefined when the credentials are wrong. Throws when it cannot be checked. */
  signIn(credentials: { username: string; password: string }, signal: AbortSignal): Promise<{ uid: string } | undefined>;
}
