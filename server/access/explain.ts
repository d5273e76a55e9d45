import type { AccessLayer, LedgerEntry, Principal } from '#indexers/types.ts';
import type { Explanation } from '../contract/admin.ts';
import type { StateStore, StoredPerson } from '../store/state-store.ts';
import type { Viewer } from './viewer.ts';
import type { Viewers } from './viewers.ts';

/** Tells in words why a person sees a document (given by id or path) or does not. */
export type Explain = (question: { uid: string; document: string }) => Explanation;

export function createExplain(options: { store: StateStore; viewers: Viewers }): Explain {
  const { store, viewers } = options;
  return ({ uid, document }) => {
    const viewer = viewers.ofUid(uid);
    const person = viewer?.personId === undefined ? undefined : store.directory.person(viewer.personId);
    if (!viewer || !person)
      return { verdict: 'unknown-user', steps: [`Nobody with the sign-in name "${uid}" is in the directory.`] };
    const item = findItem(store, document);
    if (!item)
      return { verdict: 'not-indexed', steps: [`No source has shown a document with the id or path "${document}" yet.`] };
    return explainItem({ store, viewer, person, ...item });
  };
}

function findItem(store: StateStore, document: string): { source: string; entry: LedgerEntry } | undefined {
  return store.ledger.byRecordId(document) ?? store.ledger.byPath(document)[0];
}

interface Case {
  store: StateStore;
  viewer: Viewer;
  person: StoredPerson;
  source: string;
  entry: LedgerEntry;
}

function explainItem(subject: Case): Explanation {
  const { entry, source } = subject;
  const where = `"${entry.path}" in the source "${source}"`;
  if (entry.state === 'excluded')
    return { verdict: 'excluded', steps: [`${where} is left out: ${entry.reason ?? 'by a rule'}.`] };
  if (entry.state === 'pending' || entry.aclId === null)
    return { verdict: 'not-indexed', steps: [`${where} was seen, but is not in the index yet.`] };
  const access = explainAccess(subject, entry.aclId);
  if (access.verdict === 'allowed' && entry.state === 'failed') {
    return {
      verdict: 'failed',
      steps: [
        ...access.steps,
        `Its text could not be read, so it is found by its name only: ${entry.reason ?? 'unknown cause'}.`,
      ],
    };
  }
  return access;
}

function explainAccess({ store, viewer, person }: Case, aclId: string): Explanation {
  const access = store.acls.get(aclId);
  if (access?.state !== 'known') {
    return {
      verdict: 'denied',
      steps: [`Who may read it is not known (${access?.reason ?? 'its permissions are missing'}), so nobody sees it.`],
    };
  }
  const steps: string[] = [];
  for (const layer of access.acl.layers) {
    const decision = layer.entries.find((candidate) => viewer.principals.has(candidate.principal));
    steps.push(
      layerInWords({
        layer,
        decision,
        viewer,
        chain: decision ? chainInWords({ store, person, principal: decision.principal }) : '',
      }),
    );
    if (decision?.effect !== 'allow') return { verdict: 'denied', steps: [...steps, `So ${viewer.name} does not see it.`] };
  }
  if (steps.length === 0) steps.push('Everybody may read it: neither the file nor any folder above it restricts anyone.');
  return { verdict: 'allowed', steps: [...steps, `So ${viewer.name} sees it.`] };
}

function layerInWords(options: {
  layer: AccessLayer;
  decision: AccessLayer['entries'][number] | undefined;
  viewer: Viewer;
  chain: string;
}): string {
  const { layer, decision, viewer, chain } = options;
  const what = {
    item: 'The file itself',
    parent: `The folder ${layer.path ? `"${layer.path}"` : 'above it'}`,
    share: 'The share',
  }[layer.what];
  if (!decision) return `${what} has no entry that names ${viewer.name} or one of their groups, which means no.`;
  return `${what} ${decision.effect === 'allow' ? 'allows' : 'denies'} ${decision.principal}${chain}.`;
}

/** How the person comes by the principal: ` — Ada is in project-kestrel, which is in leadership`. */
function chainInWords(options: { store: StateStore; person: StoredPerson; principal: Principal }): string {
  const { store, person, principal } = options;
  const path = store.directory.membershipPaths(person, principal)[0];
  if (!path || path.length === 0) return '';
  const [first, ...rest] = path;
  return `, and ${person.person.name} is in ${first}${rest.map((group) => `, which is in ${group}`).join('')}`;
}
