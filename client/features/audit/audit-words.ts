import type { AuditAction, AuditItem } from '../../../server/contract/audit.ts';

/** Every action as people call it; a new one does not compile without a name. */
export const ACTIONS: Record<AuditAction, string> = {
  'sign-in': 'Sign-in',
  'sign-out': 'Sign-out',
  'session-ended': 'Session ended',
  'admin-refused': 'Administration refused',
  'document-refused': 'Document refused',
  'source-run': 'Source run',
  'source-cancel': 'Run cancelled',
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
};

/** The outcome stands beside it, so "refused" need not be said twice. */
export function actionInWords({ action, outcome }: Pick<AuditItem, 'action' | 'outcome'>): string {
  const names: Record<string, string> = ACTIONS;
  const name = names[action] ?? action;
  return outcome === 'refused' ? name.replace(/ refused$/, '') : name;
}

const OUTCOMES: Record<string, string> = { done: 'Done', refused: 'Refused', failed: 'Failed' };

export function outcomeInWords(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

/** Whom the log calls nothing is a visitor, and `atrium` is the program itself. */
export function actorInWords(actor: string): string {
  if (actor === '') return 'A visitor';
  return actor === 'atrium' ? 'Atrium itself' : actor;
}

/** What administrators' requests are for, by the operation's name. */
const OPERATIONS: Record<string, string> = {
  sources: 'The sources',
  source: 'A source',
  testSource: 'Testing a source',
  runSource: 'Running a source',
  cancelSource: 'Cancelling a run',
  confirmHeld: 'Confirming removals',
  restoreHeld: 'Keeping what was to be removed',
  runStream: 'The runs, live',
  runs: 'The runs',
  failures: 'What could not be read',
  retryFailures: 'Trying failures again',
  where: 'Where a file is',
  explain: 'Explaining permissions',
  audit: 'The audit log',
  auditExport: 'A copy of the audit log',
  synonyms: 'The synonyms',
  addSynonyms: 'Adding synonyms',
  changeSynonyms: 'Changing synonyms',
  removeSynonyms: 'Removing synonyms',
  boosts: 'The boosts',
  addBoosts: 'Adding a boost',
  changeBoosts: 'Changing a boost',
  removeBoosts: 'Removing a boost',
  pins: 'The pins',
  addPins: 'Adding a pin',
  changePins: 'Changing a pin',
  removePins: 'Removing a pin',
  golden: 'The golden queries',
  addGolden: 'Adding a golden query',
  changeGolden: 'Changing a golden query',
  removeGolden: 'Removing a golden query',
  runGolden: 'Asking the golden queries',
  previewCuration: 'Trying a change of curation',
};

/** What was acted on. The id of whoever signed in says nothing beside the name. */
export function subjectInWords({ action, subject }: Pick<AuditItem, 'action' | 'subject'>): string | null {
  if (subject === null || action === 'sign-in') return null;
  if (action === 'admin-refused') return OPERATIONS[subject] ?? subject;
  if (action === 'document-refused' && /^[0-9a-f]{16,}$/.test(subject)) return 'A document that is gone';
  return sentence(subject, action === 'export');
}

/** Details are written as half sentences. */
export function sentence(text: string, isWanted = true): string {
  return isWanted ? text.charAt(0).toLocaleUpperCase() + text.slice(1) : text;
}
