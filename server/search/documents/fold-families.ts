import type { Viewer } from '../../access/viewer.ts';
import type { Family } from '../../contract/families.ts';
import { describeFamily } from '../../families/describe-family.ts';
import { bestFirst } from '../../families/order.ts';
import { readableFamilies } from '../../families/readable-family.ts';
import type { SearchTools } from '../search-tools.ts';
import type { Candidate } from './passage-hit.ts';
import type { RankedDocument } from './ranked-document.ts';

/** The documents of an answer, of each family only one. */
export interface Folded {
  /** In the order of the answer; a family stands where the first of it stood. */
  rows: RankedDocument[];
  /** How many stand below another. */
  folded: number;
  /** Of more documents in the order of the answer, those whose family is not among the rows; of each family the first. */
  further<Document extends RankedDocument>(documents: readonly Document[]): Document[];
  /** What this viewer has of the family of a document. */
  familyOf(id: string): Family | undefined;
}

type Tools = Pick<SearchTools, 'families' | 'lastCheck' | 'ledger'>;

/**
 * Folds copies and versions into one row, over what this viewer may read and nothing else: the best of those that were found is on
 * top. What was asked for by its very name, or put there by an administrator (`pinned`), stays.
 */
export function foldFamilies(
  documents: readonly RankedDocument[],
  options: { viewer: Viewer; pinned: ReadonlySet<string>; tools: Tools },
): Folded {
  const { viewer, pinned, tools } = options;
  const families = readableFamilies(idsOf(documents), viewer, tools);
  const members = Map.groupBy(documents, ({ documentId }) => families.get(documentId));
  const rows = documents.flatMap((document) => {
    const family = members.get(families.get(document.documentId)) ?? [];
    if (!families.has(document.documentId)) return [document];
    if (pinned.has(document.documentId)) return [document];
    if (family[0] !== document || family.some(({ documentId }) => pinned.has(documentId))) return [];
    return [topOf(family, tools)];
  });
  const shown = new Set(rows.map(({ documentId }) => families.get(documentId)).filter((family) => family !== undefined));

  function further<Document extends RankedDocument>(others: readonly Document[]): Document[] {
    // Found by the rows, then by the first of their own.
    const found = readableFamilies(idsOf(others), viewer, tools);
    const taken = new Set([...shown].flatMap((family) => [...family]));
    return others.filter(({ documentId }) => {
      if (taken.has(documentId)) return false;
      for (const id of found.get(documentId) ?? []) taken.add(id);
      return true;
    });
  }

  const ranked = new Set(idsOf(documents));

  function familyOf(id: string): Family | undefined {
    const family = ranked.has(id) ? families.get(id) : readableFamilies([id], viewer, tools).get(id);
    return family && countFamily(family, id, tools);
  }

  return { rows, folded: documents.length - rows.length, further, familyOf };
}

/** None of them, each by itself: what `fold=false` asks for. */
export function unfolded(documents: readonly RankedDocument[]): Folded {
  return { rows: [...documents], folded: 0, further: (others) => [...others], familyOf: () => undefined };
}

/** A better version that has fewer of the words would not answer the question. */
function topOf(family: readonly RankedDocument[], { families }: Tools): RankedDocument {
  const [first] = family;
  if (first === undefined) throw new RangeError('a family has at least one member');
  const exact = family.filter(({ isExact }) => isExact);
  const answering = exact.length > 0 ? exact : family.filter(({ hasAllWords }) => hasAllWords === first.hasAllWords);
  const compared = families.compared(idsOf(answering));
  const byId = new Map(answering.map((document) => [document.documentId, document]));
  const [best] = bestFirst(
    answering.map(({ best, documentId }) => ({ ...orderable(best), documentId, text: compared.get(documentId)?.text })),
  );
  return byId.get(best?.documentId ?? '') ?? first;
}

function orderable({ name, path, modifiedAt }: Candidate) {
  return { name, path, modifiedAt: modifiedAt * 1000 };
}

function countFamily(family: ReadonlySet<string>, id: string, tools: Tools): Family {
  const members = describeFamily(family, id, tools);
  const others = members.filter(({ relation }) => relation === 'version');
  const [best] = members.filter(({ relation }) => relation !== 'copy');
  return {
    copies: members.length - others.length - 1,
    versions: others.length,
    isLatest: best === undefined || best.relation === 'this',
  };
}

function idsOf(documents: readonly RankedDocument[]): string[] {
  return documents.map(({ documentId }) => documentId);
}
