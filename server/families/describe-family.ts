import type { LedgerStore } from '../store/state-store.ts';
import type { FamilyReader } from './family-reader.ts';
import { bestFirst } from './order.ts';
import type { Comparable } from './related.ts';
import { similarity } from './sketch.ts';

/** A document of a family, as the ledger knows it now. */
export interface FamilyMember {
  id: string;
  source: string;
  path: string;
  name: string;
  title: string;
  mediaType: string;
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** What it is to the document that was asked about. */
  relation: 'this' | 'copy' | 'version';
}

/** All of a family, best first, and what each is to one of them. Who may read them has been asked. */
export function describeFamily(
  members: ReadonlySet<string>,
  id: string,
  { ledger, families }: { ledger: Pick<LedgerStore, 'byRecordIds'>; families: Pick<FamilyReader, 'compared'> },
): FamilyMember[] {
  const compared = families.compared([...members]);
  const self = compared.get(id);
  const found = [...ledger.byRecordIds([...members])].flatMap(
    ([
      member,
      {
        source,
        entry: { path, document },
      },
    ]): FamilyMember[] => {
      if (document === null) return [];
      const { name, title, mediaType, size, modifiedAt } = document;
      const relation = member === id ? 'this' : relationOf(self, compared.get(member));
      return [{ id: member, source, path, name, title, mediaType, size, modifiedAt, relation }];
    },
  );
  return bestFirst(found.map((member) => ({ ...member, text: compared.get(member.id)?.text })));
}

/** As alike as the same text that was read from another format. */
const SAME_TEXT = 0.9;

function relationOf(a: Comparable | undefined, b: Comparable | undefined): 'copy' | 'version' {
  if (a === undefined || b === undefined) return 'version';
  if (a.text !== null && a.text === b.text) return 'copy';
  const alike = similarity(a.runs, b.runs);
  if (alike === 1 && a.words === b.words) return 'copy';
  return alike >= SAME_TEXT && isSameVersion(a, b) ? 'copy' : 'version';
}

/** `report.docx` and `report.pdf`. */
function isSameVersion({ name: a }: Comparable, { name: b }: Comparable): boolean {
  return a.stem === b.stem && a.extension !== b.extension && a.number.join('.') === b.number.join('.') && a.day === b.day;
}
