import { createHash } from 'node:crypto';
import type { AccessControlList, AccessRef } from '../types.ts';

/**
 * The id of an access: equal for equal rights wherever they were read. 96 bits of SHA-256 in hex, so that it never needs
 * escaping in a filter. Layers must all say yes, so their order and repetition mean nothing; the order of entries does.
 */
export function aclIdOf(access: AccessRef): string {
  return createHash('sha256')
    .update(JSON.stringify(identityOf(access)))
    .digest('hex')
    .slice(0, 24);
}

/**
 * What is stored of an access. Everything that shares an id shares one stored copy: its paths are those of the first item
 * that had it, an example of where it holds. The item's own path is left out, it would name one document to readers of another.
 */
export function storedAccessOf(access: AccessRef): AccessRef {
  if (access.state === 'unknown') return { state: 'unknown', reason: reasonClassOf(access.reason) };
  const distinct = new Map(access.acl.layers.map((layer) => [JSON.stringify(layerIdentityOf(layer)), layer]));
  const layers = [...distinct.values()].map(({ what, path, entries }) =>
    what === 'item' || path === undefined ? { what, entries } : { what, path, entries },
  );
  return { state: 'known', acl: { layers } };
}

function identityOf(access: AccessRef): unknown {
  if (access.state === 'unknown') return ['unknown', reasonClassOf(access.reason)];
  return ['known', [...new Set(access.acl.layers.map((layer) => JSON.stringify(layerIdentityOf(layer))))].sort()];
}

function layerIdentityOf({ what, entries }: AccessControlList['layers'][number]): unknown {
  return [what, entries.map(({ effect, principal }) => [effect, principal])];
}

/** A reason without what differs from item to item (quoted parts, paths, numbers): one row a reason, not one an item. */
function reasonClassOf(reason: string): string {
  return reason
    .replace(/'[^']*'|"[^"]*"|“[^”]*”/g, '…')
    .replace(/(^|\s)\/\S*/g, '$1…')
    .replace(/\d+/g, '#')
    .slice(0, 200);
}
