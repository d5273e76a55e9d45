import { createHash } from 'node:crypto';
import type { AccessControlList, AccessLayer, AccessRef } from '../types/access.ts';

/**
 * What an access is known by: equal for equal rights wherever they were read. 96 bits of SHA-256 in hex. Layers must all say
 * yes, so their order and repetition mean nothing; the order of entries does.
 */
export function accessHashOf(access: AccessRef): string {
  const known = hashes.get(access);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(JSON.stringify(identityOf(access)))
    .digest('hex')
    .slice(0, 24);
  hashes.set(access, hash);
  return hash;
}

/** Sources hand out one object for all files with the same rights. */
const hashes = new WeakMap<AccessRef, string>();

/**
 * What is stored of an access. Everything that shares a slot shares one stored copy: its paths are those of the first item
 * that had it, an example of where it holds. The item's own path is left out, it would name one document to readers of another.
 */
export function storedAccessOf(access: AccessRef): AccessRef {
  if (access.state === 'unknown') return { state: 'unknown', reason: reasonClassOf(access.reason) };
  const distinct = new Map<string, AccessLayer>();
  for (const layer of canonicalLayersOf(access.acl)) {
    const identity = JSON.stringify(layerIdentityOf(layer));
    if (!distinct.has(identity)) distinct.set(identity, layer);
  }
  const layers = [...distinct.values()].map(({ what, path, entries }) =>
    what === 'item' || path === undefined ? { what, entries } : { what, path, entries },
  );
  return { state: 'known', acl: { layers } };
}

/** Layers must all say yes, so what both let read are the layers of both. */
export function bothOf(a: AccessRef, b: AccessRef): AccessRef {
  if (a.state === 'unknown') return a;
  if (b.state === 'unknown') return b;
  return { state: 'known', acl: { layers: [...a.acl.layers, ...b.acl.layers] } };
}

function identityOf(access: AccessRef): unknown {
  if (access.state === 'unknown') return ['unknown', reasonClassOf(access.reason)];
  return ['known', [...new Set(canonicalLayersOf(access.acl).map((layer) => JSON.stringify(layerIdentityOf(layer))))].sort()];
}

function layerIdentityOf({ what, entries }: AccessLayer): unknown {
  return [what, entries.map(({ effect, principal }) => [effect, principal])];
}

/** The same rights in fewer words, so that fewer slots are needed: without what can never decide, and layers that refuse nobody. */
function canonicalLayersOf({ layers }: AccessControlList): AccessLayer[] {
  return layers
    .map((layer) => ({ ...layer, entries: decidingEntriesOf(layer.entries) }))
    .filter((layer) => !letsAllThrough(layer));
}

/**
 * Everybody is `everyone`, so nothing after such an entry is reached, nor is an entry that repeats an earlier one. A deny after
 * an allow of the same party stays: where nobody knows who is in it, a deny counts for all, and an allow for none.
 */
function decidingEntriesOf(entries: AccessLayer['entries']): AccessLayer['entries'] {
  const kept: AccessLayer['entries'] = [];
  for (const entry of entries) {
    const { effect, principal } = entry;
    const isRepeated = kept.some((one) => one.principal === principal && (one.effect === effect || effect === 'allow'));
    if (!isRepeated) kept.push(entry);
    if (principal === 'everyone') break;
  }
  return kept;
}

function letsAllThrough({ entries }: AccessLayer): boolean {
  return entries.at(-1)?.principal === 'everyone' && entries.every(({ effect }) => effect === 'allow');
}

/** A reason without what differs from item to item (quoted parts, paths, numbers): one slot a reason, not one an item. */
function reasonClassOf(reason: string): string {
  return reason
    .replace(/'[^']*'|"[^"]*"|“[^”]*”/g, '…')
    .replace(/(^|\s)\/\S*/g, '$1…')
    .replace(/\d+/g, '#')
    .slice(0, 200);
}
