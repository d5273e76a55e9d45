import type { Principal } from '#indexers/types/access.ts';
import type { Language } from '../language/language.ts';

/** Who is looking. Every search takes one; there is no search without. */
export interface Viewer {
  /** Sign-in name; empty for an anonymous visitor. */
  uid: string;
  name: string;
  /** The person in the directory, when there is one. */
  personId: string | undefined;
  /** Own tokens, those of every group at any depth, and the well-known ones; of all entries that are this person. */
  principals: ReadonlySet<Principal>;
  isAdmin: boolean;
  /** Set when groups could not be resolved: the viewer is told that results may be incomplete. */
  groupsIncomplete: boolean;
  /** Why, in one sentence each, where it is known. */
  groupProblems?: readonly string[];
  /** In which the sentences of an answer are written; English when it is not known. */
  language?: Language;
}
