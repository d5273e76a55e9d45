import type { AccessRef } from '#indexers/types/access.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Audience } from '../contract/knowledge.ts';
import { AppError } from '../errors.ts';
import type { DirectoryStore } from '../store/state-store.ts';

const GROUP = 'group:';

/** Whether something is for this viewer. Administrators are viewers like all others. */
export function isFor(audience: Audience, viewer: Viewer): boolean {
  return audience.kind === 'everyone' || groupsFor(audience, viewer).length > 0;
}

/** The groups of the audience that the viewer is in: of the others nobody is told. */
export function groupsFor(audience: Audience & { kind: 'groups' }, viewer: Viewer): string[] {
  return audience.groups.filter((group) => viewer.principals.has(GROUP + group));
}

/** The same as permissions of a document. Its author reads it in any case. */
export function accessOf(audience: Audience, authorUid: string | undefined): AccessRef {
  if (audience.kind === 'everyone') return { state: 'known', acl: { layers: [] } };
  const principals = [
    ...(authorUid === undefined ? [] : [`user:${authorUid}`]),
    ...audience.groups.map((group) => GROUP + group),
  ];
  const entries = principals.map((principal) => ({ effect: 'allow' as const, principal }));
  return { state: 'known', acl: { layers: [{ what: 'item', entries }] } };
}

/** One's own groups: the audiences that one may choose. */
export function ownGroups(viewer: Viewer): string[] {
  return [...viewer.principals]
    .filter((one) => one.startsWith(GROUP))
    .map((one) => one.slice(GROUP.length))
    .sort();
}

/**
 * Throws AppError `invalid-request` for a group that the viewer is not in; of administrators only for one that is in no directory.
 * Whoever is in no group of that name is not told whether there is one.
 */
export function checkAudience(audience: Audience, viewer: Viewer, directory: Pick<DirectoryStore, 'holderOf'>): void {
  if (audience.kind === 'everyone') return;
  const isKnown = (group: string) =>
    viewer.principals.has(GROUP + group) || (viewer.isAdmin && directory.holderOf(GROUP + group)?.kind === 'group');
  const unknown = audience.groups.findIndex((group) => !isKnown(group));
  if (unknown < 0) return;
  const message = viewer.isAdmin
    ? `No directory has a group "${audience.groups[unknown]}".`
    : `You are not in a group "${audience.groups[unknown]}". Choose groups that you are in.`;
  throw new AppError('invalid-request', message, { errors: [{ path: `audience.groups.${unknown}`, message }] });
}
