import type { Source } from '#indexers/types.ts';
import type { ExplainStep, Explanation } from '../contract/admin.ts';
import type { OwnExplanation } from '../contract/documents.ts';
import type { StateStore } from '../store/state-store.ts';
import { type Asker, explainAccess } from './explain-access.ts';
import { explainItem } from './explain-item.ts';
import { explainPerson } from './explain-person.ts';
import { type FoundDocument, findDocuments } from './find-document.ts';
import type { GroupProblems } from './group-problems.ts';
import type { KnownPrincipals } from './known-principals.ts';
import type { Viewer } from './viewer.ts';
import type { Viewers } from './viewers.ts';

/** Tells in words why somebody sees a document or does not. */
export interface Explain {
  /** For administrators: about anyone, of any document by id, path or `source:path`. Asks the place itself as well. */
  anyone(question: { uid: string; document: string }, signal: AbortSignal): Promise<Explanation>;
  /** For oneself, of a document that one may read: one's own way to it and nobody else's. Undefined for all others. */
  own(viewer: Viewer, found: FoundDocument): OwnExplanation | undefined;
}

export interface ExplainOptions {
  store: StateStore;
  viewers: Viewers;
  known: KnownPrincipals;
  groupProblems: GroupProblems;
  /** Those of the configuration. */
  sources: ReadonlyMap<string, { source: Source }>;
  now?: () => number;
}

export function createExplain(options: ExplainOptions): Explain {
  const { store, viewers, known, sources, groupProblems } = options;
  return {
    async anyone({ uid, document }, signal) {
      const person = explainPerson({ store, viewers, groupProblems, sources: [...sources.keys()] }, uid);
      if (person.asker === undefined) return present({ verdict: 'unknown-user', chain: person.steps });
      const found = findDocuments(store.ledger, document, [...sources.keys()]);
      const [first, ...others] = found;
      const asked = { person: { uid, name: person.asker.name } };
      if (first === undefined)
        return present({ ...asked, verdict: 'not-indexed', chain: [...person.steps, neverSeen(document)] });
      if (others.length > 0) return present({ ...asked, ...severalFound(document, found), before: person.steps });
      const { verdict, steps } = await explainItem({ ...options, asker: person.asker, ...first, document }, signal);
      const { recordId: id, path } = first.entry;
      return present({ ...asked, verdict, chain: [...person.steps, ...steps], document: { id, source: first.source, path } });
    },
    own(viewer, found) {
      const { entry } = found;
      const access = entry.aclId === null ? undefined : store.acls.get(entry.aclId);
      if (access?.state !== 'known') return undefined;
      const { steps, isAllowed } = explainAccess({
        asker: self(viewer, store, [...sources.keys()]),
        access,
        documentPath: entry.path,
        known,
        directory: store.directory,
      });
      if (!isAllowed) return undefined;
      const chain: ExplainStep[] = [...steps, { kind: 'verdict', says: 'yes', text: 'So you may read it.' }];
      return { steps: chain.map(({ text }) => text), chain };
    },
  };
}

function self(viewer: Viewer, store: StateStore, sources: readonly string[]): Asker {
  const person = viewer.personId === undefined ? undefined : store.directory.person(viewer.personId);
  return {
    name: viewer.name,
    isSelf: true,
    principals: viewer.principals,
    people: person ? store.directory.entriesOf(person, sources) : [],
  };
}

function neverSeen(document: string): ExplainStep {
  const text = `No source has shown a document with the id or path "${document}" yet. A path begins below the source's own folder, like "Plans/2026/budget.xlsx"; what is new is there after the next run of its source.`;
  return { kind: 'document', says: 'no', text };
}

function severalFound(document: string, found: readonly FoundDocument[]) {
  const candidates = found.map(({ source, entry }) => ({ source, path: entry.path }));
  const ways = candidates.map(({ source, path }) => `"${source}:${path}"`).join(', ');
  const text = `Several sources have a document with the path "${document}". Ask for one of them: ${ways}.`;
  return { verdict: 'ambiguous' as const, candidates, chain: [{ kind: 'document' as const, says: 'info' as const, text }] };
}

function present(told: {
  verdict: Explanation['verdict'];
  before?: ExplainStep[];
  chain: ExplainStep[];
  person?: Explanation['person'];
  document?: Explanation['document'];
  candidates?: Explanation['candidates'];
}): Explanation {
  const chain = [...(told.before ?? []), ...told.chain];
  return {
    verdict: told.verdict,
    steps: chain.map(({ text }) => text),
    chain,
    person: told.person ?? null,
    document: told.document ?? null,
    candidates: told.candidates ?? [],
  };
}
