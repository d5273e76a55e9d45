import type { AccessLayer, Principal } from '#indexers/types/access.ts';
import type { SearchTools } from '../search-tools.ts';

/** So many people by name are a circle that a document was meant for. */
const FEW = 2;

/** Machines and their keepers: they may read everything, and nobody means them. */
const KEEPERS = new Set(['uid:0', 'gid:0', 'user:root', 'sid:S-1-5-18', 'sid:S-1-5-32-544', 'sid:S-1-3-0', 'sid:S-1-3-4']);

/**
 * Whether nobody but one or two people, by name, may read what stands in a slot: drafts, diaries, appraisals, letters. What they
 * are about is nobody's business, and they make nobody an expert, not even in the eyes of these people themselves: who looks over
 * their shoulder would learn of it. Groups, also small ones, are colleagues.
 */
export function createPrivacy({ acls, directory }: Pick<SearchTools, 'acls' | 'directory'>): (aclId: string) => boolean {
  const known = new Map<string, boolean>();
  return (aclId) => {
    const before = known.get(aclId);
    if (before !== undefined) return before;
    const access = acls.get(aclId);
    const layers = access?.state === 'known' ? access.acl.layers : [];
    const isPrivate = layers.some((layer) => isForFew(layer, directory));
    known.set(aclId, isPrivate);
    return isPrivate;
  };
}

function isForFew({ entries }: AccessLayer, directory: SearchTools['directory']): boolean {
  const allowed = new Set(entries.filter(({ effect }) => effect === 'allow').map(({ principal }) => principal));
  const meant = [...allowed].filter((principal) => !KEEPERS.has(principal));
  const holders = meant.map((principal) => ({ principal, holder: directory.holderOf(principal) }));
  if (!holders.every(({ principal, holder }) => isPerson(principal, holder?.kind))) return false;
  return new Set(holders.map(({ principal, holder }) => holder?.name ?? principal)).size <= FEW;
}

/** An account that no directory knows is somebody all the same; an unknown group may be anybody. */
function isPerson(principal: Principal, kind: 'person' | 'group' | undefined): boolean {
  return kind === 'person' || (kind === undefined && /^(?:user|uid):/.test(principal));
}
