/**
 * A party in an access entry: `everyone`, `authenticated`, `user:<uid>`, `group:<name>`, `uid:<n>`, `gid:<n>`, `sid:<S-1-…>`.
 * A viewer holds a set of these; one that nobody holds grants nothing.
 */
export type Principal = string;

/** What a source knows of who may read an item. */
export type AccessRef = { state: 'known'; acl: AccessControlList } | { state: 'unknown'; reason: string };

/**
 * Everything that must say yes before an item may be read: the item itself, each parent's right to pass, the share.
 * Stored once per distinct value in a slot, and referred to by its number, `aclId`. Layers that let everyone through are left out.
 */
export interface AccessControlList {
  layers: AccessLayer[];
}

export interface AccessLayer {
  what: 'item' | 'parent' | 'share';
  /** Where the layer was read, for explanations only; not part of its identity. */
  path?: string;
  /** In stored order: the first entry that names the viewer decides; none means no. */
  entries: { effect: 'allow' | 'deny'; principal: Principal }[];
}
