import type { AccessLayer, Principal } from '#indexers/types/access.ts';
import type { DirectoryStore } from '../store/state-store.ts';

/** Whom an explanation is about: somebody, to an administrator, or "you", to oneself. */
export interface Subject {
  name: string;
  isSelf: boolean;
}

/** The words that differ between "Ada Lovelace is" and "you are". */
export function wordsFor({ name, isSelf }: Subject) {
  return isSelf ? { who: 'you', Who: 'You', are: 'are' } : { who: name, Who: name, are: 'is' };
}

/** A party of an access entry as people call it. */
export function partyInWords(principal: Principal, directory: Pick<DirectoryStore, 'holderOf'>): string {
  if (principal === 'everyone') return 'everybody';
  if (principal === 'authenticated') return 'everybody who is signed in';
  const holder = directory.holderOf(principal);
  const [kind = '', ...rest] = principal.split(':');
  const id = rest.join(':');
  const isNamed = kind === 'user' || kind === 'group';
  if (holder?.kind === 'group') return isNamed ? `the group "${holder.name}"` : `the group "${holder.name}" (${principal})`;
  if (holder?.kind === 'person') return `${holder.name} (${isNamed ? id : principal})`;
  return `${strangerInWords(principal)} (no directory knows it)`;
}

/** A party that no directory knows: "the Windows account sid:S-1-5-…", "a group "gone"". */
export function strangerInWords(principal: Principal): string {
  const [kind = '', ...rest] = principal.split(':');
  const isNamed = kind === 'user' || kind === 'group';
  return `${UNKNOWN_KINDS[kind] ?? ''}${isNamed ? `"${rest.join(':')}"` : principal}`;
}

/** The same to somebody who belongs to it, who need not know its numbers. */
export function ownPartyInWords(principal: Principal, directory: Pick<DirectoryStore, 'holderOf'>): string {
  if (principal === 'everyone' || principal === 'authenticated') return partyInWords(principal, directory);
  const name = directory.holderOf(principal)?.name ?? /^group:(.+)$/s.exec(principal)?.[1];
  return name === undefined ? 'a group of yours' : `the group "${name}"`;
}

const UNKNOWN_KINDS: Record<string, string> = {
  group: 'a group ',
  user: 'a user ',
  uid: 'the user number ',
  gid: 'the group number ',
  sid: 'the Windows account ',
};

/** "the group "staff"", "the group "staff" and Ada Lovelace (ada)", "…, … and 3 others". */
export function listInWords(parts: readonly string[], most = 4): string {
  const shown = parts.length > most ? [...parts.slice(0, most - 1), `${parts.length - most + 1} others`] : parts;
  return shown.length <= 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

interface LayerInWords {
  name: string;
  /** What it grants. */
  right: string;
  yes(who: string): string;
  no(who: string): string;
}

function lets(right: string): Pick<LayerInWords, 'right' | 'yes' | 'no'> {
  return { right, yes: (who) => `lets ${who} ${right}`, no: (who) => `does not let ${who} ${right}` };
}

/** What a layer is and what it grants: the share admits, a folder lets pass, the file lets read. */
export function layerInWords(layer: AccessLayer, documentPath: string): LayerInWords {
  switch (layer.what) {
    case 'share':
      return { name: 'The share', right: 'come in', yes: (who) => `admits ${who}`, no: (who) => `does not admit ${who}` };
    case 'parent':
      return { name: folderInWords(layer.path, documentPath), ...lets('pass') };
    case 'item':
      return { name: 'The file itself', ...lets('read it') };
    default:
      return layer.what satisfies never;
  }
}

/**
 * Documents with equal rights share one stored list, whose paths are those of the first of them: a path is told only where it is
 * above this document. That also keeps the name of another folder from whoever may not know of it.
 */
function folderInWords(path: string | undefined, documentPath: string): string {
  if (path === '') return 'The topmost folder of the source';
  if (path === undefined || !documentPath.startsWith(`${path}/`)) return 'A folder above it';
  return `The folder "${path}"`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "12 minutes ago". */
export function agoInWords(milliseconds: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(milliseconds / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'less than a minute ago';
}
