import type { AuditAction, AuditOutcome } from '../../../server/contract/audit.ts';
import { catalogue } from '../../lib/language.ts';

interface AuditWords {
  title: string;
  lead: string;
  download: string;
  jsonLines: string;
  filters: string;
  what: string;
  everything: string;
  who: string;
  signInName: string;
  from: string;
  to: string;
  when: string;
  onWhat: string;
  nothingLike: string;
  nothingLikeHint: string;
  nothingYet: string;
  nothingYetHint: string;
  showAll: string;
  loading: string;
  older: string;
  visitor: string;
  itself: string;
  goneDocument: string;
  /** Every action as people call it; a new one does not compile without a name. */
  actions: Record<AuditAction, string>;
  /** Where the outcome beside it says "refused" already. */
  refusedActions: Partial<Record<AuditAction, string>>;
  outcomes: Record<AuditOutcome, string>;
}

/** What the page of the audit log says. */
export const words = catalogue<AuditWords>({
  en: {
    title: 'Audit log',
    lead: 'Sign-ins, refusals and what administrators did. Searches are not written down.',
    download: 'Download as ',
    jsonLines: 'JSON lines',
    filters: 'Filters',
    what: 'What',
    everything: 'Everything',
    who: 'Who',
    signInName: 'Sign-in name',
    from: 'From',
    to: 'To',
    when: 'When',
    onWhat: 'On what',
    nothingLike: 'Nothing like that',
    nothingLikeHint: 'No row of the log fits these filters. A name must be the whole sign-in name.',
    nothingYet: 'Nothing yet',
    nothingYetHint: 'What people and administrators do will be listed here.',
    showAll: 'Show everything',
    loading: 'Loading',
    older: 'Show older ones',
    visitor: 'A visitor',
    itself: 'Atrium itself',
    goneDocument: 'A document that is gone',
    actions: {
      'sign-in': 'Sign-in',
      'sign-out': 'Sign-out',
      'session-ended': 'Session ended',
      'admin-refused': 'Administration refused',
      'document-refused': 'Document refused',
      'source-run': 'Source run',
      'source-cancel': 'Run cancelled',
      'source-tested': 'Source tested',
      'source-previewed': 'Source previewed',
      'source-created': 'Source added',
      'source-changed': 'Source changed',
      'source-removed': 'Source removed',
      'source-goal': 'Freshness goal',
      administrators: 'Administrators chosen',
      setup: 'Setup',
      'removal-confirmed': 'Removals confirmed',
      'removal-restored': 'Removals refused, kept',
      'failures-retried': 'Failures to be tried again',
      explain: 'Permissions explained',
      export: 'Exported',
      canary: 'Permission check',
      curation: 'Curation changed',
      'golden-queries': 'Golden queries asked',
      knowledge: 'Answers, links and posts',
      backup: 'Backup',
      restore: 'Restored',
      'log-level': 'Log level changed',
      'view-as': 'Looked as somebody',
    },
    refusedActions: { 'admin-refused': 'Administration', 'document-refused': 'Document' },
    outcomes: { done: 'Done', refused: 'Refused', failed: 'Failed' },
  },
  de: {
    title: 'Protokoll',
    lead: 'Anmeldungen, Ablehnungen und was Administratoren getan haben. Suchen werden nicht aufgeschrieben.',
    download: 'Herunterladen als ',
    jsonLines: 'JSON-Zeilen',
    filters: 'Filter',
    what: 'Was',
    everything: 'Alles',
    who: 'Wer',
    signInName: 'Anmeldename',
    from: 'Von',
    to: 'Bis',
    when: 'Wann',
    onWhat: 'Woran',
    nothingLike: 'Nichts dergleichen',
    nothingLikeHint: 'Keine Zeile passt zu diesen Filtern. Ein Name muss der ganze Anmeldename sein.',
    nothingYet: 'Noch nichts',
    nothingYetHint: 'Hier steht später, was Leute und Administratoren tun.',
    showAll: 'Alles zeigen',
    loading: 'Wird geladen',
    older: 'Ältere zeigen',
    visitor: 'Ein Besucher',
    itself: 'Atrium selbst',
    goneDocument: 'Ein Dokument, das es nicht mehr gibt',
    actions: {
      'sign-in': 'Anmeldung',
      'sign-out': 'Abmeldung',
      'session-ended': 'Sitzung beendet',
      'admin-refused': 'Verwaltung verweigert',
      'document-refused': 'Dokument verweigert',
      'source-run': 'Quelle gelesen',
      'source-cancel': 'Lauf abgebrochen',
      'source-tested': 'Quelle geprüft',
      'source-previewed': 'Vorschau einer Quelle',
      'source-created': 'Quelle angelegt',
      'source-changed': 'Quelle geändert',
      'source-removed': 'Quelle entfernt',
      'source-goal': 'Ziel der Aktualität',
      administrators: 'Administratoren bestimmt',
      setup: 'Einrichtung',
      'removal-confirmed': 'Löschungen bestätigt',
      'removal-restored': 'Löschungen abgelehnt, behalten',
      'failures-retried': 'Fehler werden noch einmal versucht',
      explain: 'Zugriff erklärt',
      export: 'Ausgeleitet',
      canary: 'Prüfung der Rechte',
      curation: 'Pflege geändert',
      'golden-queries': 'Prüffragen gestellt',
      knowledge: 'Antworten, Links und Beiträge',
      backup: 'Sicherung',
      restore: 'Eingespielt',
      'log-level': 'Umfang des Mitschriebs geändert',
      'view-as': 'Als jemand gesehen',
    },
    refusedActions: { 'admin-refused': 'Verwaltung', 'document-refused': 'Dokument' },
    outcomes: { done: 'Erledigt', refused: 'Abgelehnt', failed: 'Gescheitert' },
  },
});
