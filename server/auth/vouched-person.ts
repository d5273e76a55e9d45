import type { Claims } from '../access/claims.ts';
import type { StateStore } from '../store/state-store.ts';
import type { VouchedOutcome } from './authenticator.ts';

/** How a name given elsewhere leads to a person of the directory. */
export type VouchedMatch = { by: 'username' } | { by: 'email'; address: string };

/** Finds the person somebody else vouches for. Two people of one name are nobody: it cannot be told which. */
export type FindVouched = (claims: Claims, match: VouchedMatch) => VouchedOutcome;

export function createFindVouched(options: {
  directory: StateStore['directory'];
  /** Those of the configuration that hold people; without any, whoever is vouched for is let in as the claims say. */
  directories: readonly string[];
  /** Those of them that somebody else keeps: their names are not those of the provider or proxy. */
  partners: readonly string[];
}): FindVouched {
  const { directory, directories, partners } = options;
  return (claims, match) => {
    // Now, because directories come and go.
    const own = directories.filter((id) => !partners.includes(id));
    if (directories.length === 0) return { state: 'signed-in', personId: undefined, uid: claims.uid, claims };
    const found = match.by === 'email' ? directory.peopleByEmail(match.address, own) : directory.peopleByUid(claims.uid, own);
    const wanted = match.by === 'email' ? `e-mail address "${match.address}"` : `sign-in name "${claims.uid}"`;
    const person = found.find(({ disabled }) => !disabled);
    if (!person) return refused('not-in-directory', `Nobody with the ${wanted} is in the directory as last read.`);
    // Those whose account has ended count: the name may be meant for one of them, and not for a namesake in another directory.
    if (found.length > 1) return refused('ambiguous', `${found.length} people of the directory have the ${wanted}.`);
    return { state: 'signed-in', personId: person.id, uid: person.person.uid, claims };
  };
}

function refused(problem: 'not-in-directory' | 'ambiguous', details: string): VouchedOutcome {
  return { state: 'refused', problem, details };
}
