import type { AuditItem } from '../contract/audit.ts';
import type { AuditEntry, StateStore, StoredPerson } from '../store/state-store.ts';
import { presentAuditEntry } from './export-audit.ts';

interface Names {
  store: Pick<StateStore, 'directory' | 'ledger'>;
  /** Those of the configuration. */
  sources: readonly string[];
}

/** A row with the people and the document that its ids stand for. The export keeps to what was written down. */
export function presentAuditItem(entry: AuditEntry, names: Names): AuditItem {
  return {
    ...presentAuditEntry(entry),
    actorPerson: present(actorOf(entry, names)),
    subjectPerson: entry.action === 'session-ended' ? present(personNamed(entry.subject, names)) : null,
    subjectDocument: documentOf(entry, names),
  };
}

/** A sign-in says which entry of the directory it was; whoever was refused only claimed the name. */
function actorOf(entry: AuditEntry, names: Names): StoredPerson | undefined {
  if (entry.action !== 'sign-in') return personNamed(entry.actor, names);
  if (entry.outcome !== 'done') return undefined;
  const known = entry.subject === null ? undefined : names.store.directory.person(entry.subject);
  return known ?? personNamed(entry.actor, names);
}

function personNamed(uid: string | null, { store, sources }: Names): StoredPerson | undefined {
  return uid === null || uid === '' || uid === 'atrium' ? undefined : store.directory.personByUid(uid, sources);
}

function documentOf({ action, subject }: AuditEntry, { store }: Names): AuditItem['subjectDocument'] {
  if (subject === null || (action !== 'document-refused' && action !== 'explain')) return null;
  const found = store.ledger.byRecordId(subject);
  return found ? { source: found.source, path: found.entry.path } : null;
}

function present(person: StoredPerson | undefined): AuditItem['actorPerson'] {
  return person ? { id: person.id, name: person.person.name } : null;
}
