import type { Viewers } from '../access/viewers.ts';
import type { CuratedItem, CurationEntry, CurationKind } from '../contract/curation.ts';
import { AppError } from '../errors.ts';
import type { References } from './references.ts';

interface Known {
  references: References;
  viewers: Viewers;
  /** Those of the configuration. */
  sources: readonly string[];
}

type Problem = { path: string; message: string };

/** Throws AppError `invalid-request` with each field that names what nobody knows: a slip would otherwise do nothing, silently. */
export function checkReferences(entry: CurationEntry<CurationKind>, known: Known): void {
  const problems = problemsOf(entry, known);
  if (problems.length === 0) return;
  const detail = problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new AppError('invalid-request', detail, { errors: problems });
}

function problemsOf(entry: CurationEntry<CurationKind>, known: Known): Problem[] {
  if ('items' in entry) return entry.items.flatMap((item, n) => itemProblems(`items.${n}.id`, item, known));
  if ('wanted' in entry) return [...itemProblems('wanted.id', entry.wanted, known), ...viewerProblems(entry.viewer, known)];
  if ('factor' in entry && 'source' in entry) return sourceProblems(entry.source, known);
  return [];
}

function itemProblems(path: string, item: CuratedItem, { references }: Known): Problem[] {
  if (references.of(item).name !== null) return [];
  return [{ path, message: `No ${item.type} has this id.` }];
}

function viewerProblems(viewer: string | null, { viewers }: Known): Problem[] {
  if (viewer === null || viewers.ofUid(viewer) !== undefined) return [];
  return [{ path: 'viewer', message: 'Nobody in the directory has this sign-in name, or the account has ended.' }];
}

function sourceProblems(source: string | undefined, { sources }: Known): Problem[] {
  if (source === undefined || sources.includes(source)) return [];
  return [{ path: 'source', message: `No source has this id. There are: ${sources.join(', ')}.` }];
}
