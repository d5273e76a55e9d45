import type { ReadableAcls } from '../../access/readable-acls.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { LedgerStore } from '../../store/state-store.ts';

/** Which of these documents are not for everybody who may sign in. */
export type Restricted = (documentIds: readonly string[]) => ReadonlySet<string>;

export function createRestricted(options: { ledger: Pick<LedgerStore, 'accessOf'>; readableAcls: ReadableAcls }): Restricted {
  return (documentIds) => {
    const { has } = options.readableAcls.readable(ANYBODY);
    const rows = options.ledger.accessOf(documentIds);
    return new Set([...rows].filter(([, { aclId }]) => aclId === null || !has(aclId)).map(([id]) => id));
  };
}

/** Somebody who is signed in and in no group. */
const ANYBODY: Viewer = {
  uid: '',
  name: '',
  personId: undefined,
  principals: new Set(['everyone', 'authenticated']),
  isAdmin: false,
  groupsIncomplete: false,
};
