import type { AccessLayer, AccessRef, Principal } from '#indexers/types/access.ts';
import type { ExplainStep } from '../contract/admin.ts';
import type { DirectoryStore, StoredPerson } from '../store/state-store.ts';
import { type DecidingEntry, decidingEntry } from './deciding-entry.ts';
import { layerInWords, listInWords, ownPartyInWords, partyInWords, type Subject, wordsFor } from './explain-words.ts';
import type { KnownPrincipals } from './known-principals.ts';
import { createDenyRule } from './unknown-principals.ts';
import { isResolved } from './unresolved-principals.ts';

/** Who asks, with everything that an explanation needs to know of them. */
export interface Asker extends Subject {
  principals: ReadonlySet<Principal>;
  /** The entries of the directories that are this person; the first is the one they sign in with. */
  people: readonly StoredPerson[];
}

export interface AccessToExplain {
  asker: Asker;
  access: AccessRef & { state: 'known' };
  documentPath: string;
  known: KnownPrincipals;
  directory: Pick<DirectoryStore, 'holderOf' | 'isPrimaryGroup' | 'membershipPaths'>;
}

/** Layer by layer, up to the first that says no; the last step tells whether all said yes. */
export function explainAccess(question: AccessToExplain): { steps: ExplainStep[]; isAllowed: boolean } {
  const { layers } = question.access.acl;
  if (layers.length === 0) return { steps: [OPEN], isAllowed: true };
  const steps: ExplainStep[] = [];
  const told = new Set<string>();
  for (const layer of layers) {
    const decision = decidingEntry(layer, {
      principals: question.asker.principals,
      isDenied: createDenyRule(question.known)(question.asker.principals),
    });
    for (const step of decision ? decided(question, layer, decision) : undecided(question, layer)) {
      // Several folders often name the same group; how one comes to be in it is told once.
      if (step.kind === 'group' && told.has(step.text)) continue;
      told.add(step.text);
      steps.push(step);
    }
    if (decision?.effect !== 'allow') return { steps, isAllowed: false };
  }
  return { steps, isAllowed: true };
}

const OPEN: ExplainStep = {
  kind: 'entry',
  says: 'yes',
  text: 'Everybody may read it: neither the file nor any folder above it restricts anyone.',
};

function decided(question: AccessToExplain, layer: AccessLayer, decision: DecidingEntry): ExplainStep[] {
  const { name, yes, no } = layerInWords(layer, question.documentPath);
  const party = partyOf(question, decision.principal);
  if (decision.because === 'nobody-knows-whom') {
    if (!question.asker.principals.has('authenticated')) return [notTold(question, `${name} refuses ${party}`)];
    const text = `${name} refuses ${party}. Nobody can tell who that is, so it counts as refusing everybody.`;
    return [{ kind: 'entry', says: 'unknown', text }, ASK_FOR_DIRECTORY];
  }
  const way = membership(question, decision.principal);
  const isAllowed = decision.effect === 'allow';
  const entry: ExplainStep = isAllowed
    ? { kind: 'entry', says: 'yes', text: `${name} ${yes(party)}.` }
    : { kind: 'entry', says: 'no', text: `${name} ${no(party)}.${overruled(question, layer, decision)}` };
  return [...way, entry];
}

function notTold({ asker }: AccessToExplain, refuses: string): ExplainStep {
  const text = `${refuses}. Until the groups of ${asker.name} are read, nobody can tell that it does not mean them, so it counts.`;
  return { kind: 'entry', says: 'unknown', text };
}

const ASK_FOR_DIRECTORY: ExplainStep = {
  kind: 'check',
  says: 'info',
  text: 'To mend it, let Atrium read the directory that this account is from, or take the entry away.',
};

/** What one would think lets them in, and does not because it comes later. */
function overruled(question: AccessToExplain, layer: AccessLayer, { position }: DecidingEntry): string {
  if (question.asker.isSelf) return '';
  const later = layer.entries
    .slice(position + 1)
    .find(({ effect, principal }) => effect === 'allow' && question.asker.principals.has(principal));
  return later ? ` That comes first, so it does not help that ${partyOf(question, later.principal)} may.` : '';
}

function undecided(question: AccessToExplain, layer: AccessLayer): ExplainStep[] {
  const { who } = wordsFor(question.asker);
  const { name, right } = layerInWords(layer, question.documentPath);
  const none = `${name} has no entry for ${who} or any of ${question.asker.isSelf ? 'your' : 'their'} groups, which means no.`;
  if (question.asker.isSelf) return [{ kind: 'entry', says: 'no', text: none }];
  const allowed = layer.entries.filter(({ effect }) => effect === 'allow').map(({ principal }) => partyOf(question, principal));
  const others = allowed.length === 0 ? ` Nobody may ${right}.` : ` Only ${listInWords([...new Set(allowed)])} may ${right}.`;
  return [{ kind: 'entry', says: 'no', text: none + others }, ...unresolved(question, layer)];
}

/** A group that no directory knows may well be one of theirs. */
function unresolved({ asker, known, directory }: AccessToExplain, { entries }: AccessLayer): ExplainStep[] {
  const unknown = entries.filter(({ effect, principal }) => effect === 'allow' && !isResolved(principal, { known, directory }));
  if (unknown.length === 0) return [];
  const names = listInWords([...new Set(unknown.map(({ principal }) => principal))]);
  const text = `No directory that Atrium reads knows ${names}. If ${asker.name} belongs to it, let Atrium read the directory that it is from.`;
  return [{ kind: 'check', says: 'unknown', text }];
}

function partyOf({ asker, directory }: AccessToExplain, principal: Principal): string {
  if (!asker.isSelf) return partyInWords(principal, directory);
  // Numbers are for administrators.
  return asker.people.some(({ person }) => person.principals.includes(principal)) ? 'you' : ownPartyInWords(principal, directory);
}

/** How they come by the principal: "Ada Lovelace is in the group "project-kestrel", which is in the group "leadership"." */
function membership({ asker, directory }: AccessToExplain, principal: Principal): ExplainStep[] {
  const { Who, are } = wordsFor(asker);
  const groups = (path: readonly string[]) => path.map((group) => `the group "${group}"`).join(', which is in ');
  for (const [position, person] of asker.people.entries()) {
    const [path] = directory.membershipPaths(person, principal);
    if (path === undefined || path.length === 0) continue;
    const there = position === 0 ? '' : ` as "${person.person.uid}" of the directory "${person.source}"`;
    return [{ kind: 'group', says: 'info', text: `${Who}${there ? `,${there},` : ''} ${are} in ${groups(path)}.` }];
  }
  return [];
}
