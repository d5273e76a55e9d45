/** Who administers besides those of the file, and how the first of them comes in. */
export interface SetupStore {
  administrators(): string[];
  /** All of them anew. */
  setAdministrators(tokens: readonly string[], o: { by: string; at: number }): void;
  /** The code that is still to be used, or the session that came of one. */
  get(what: SetupSecret): { hash: string; createdAt: number } | undefined;
  /** In place of the one before. */
  put(what: SetupSecret, secret: { hash: string; createdAt: number }): void;
  /** False when there was none of this hash: whoever comes second has come too late. */
  use(what: SetupSecret, hash: string): boolean;
  clear(): void;
  /** Whether somebody of these directories, whose account has not ended, holds one of the tokens: is that person or in that group. */
  someoneHolds(tokens: readonly string[], sources: readonly string[]): boolean;
  /** People and groups of these directories with the text in their names, people first. */
  candidates(text: string, options: { sources: readonly string[]; limit: number }): AdministratorCandidate[];
}

export interface AdministratorCandidate {
  kind: 'user' | 'group';
  token: string;
  name: string;
  /** Of a person: sign-in name and title. */
  uid: string | null;
  title: string | null;
  /** Of a group. */
  members: number | null;
}

export type SetupSecret = 'code' | 'session';
