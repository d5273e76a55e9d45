import type { AuditAction } from '../../../server/contract/audit.ts';

/** Every action as people call it; a new one does not compile without a name. */
export const ACTIONS: Record<AuditAction, string> = {
  'sign-in': 'Sign-in',
  'sign-out': 'Sign-out',
  'session-ended': 'Session ended',
  'admin-refused': 'Administration refused',
  'document-refused': 'Document refused',
  'source-run': 'Source run',
  'source-cancel': 'Run cancelled',
  'removal-confirmed': 'Removals confirmed',
  'removal-restored': 'Removals restored',
  explain: 'Permissions explained',
  export: 'Exported',
  canary: 'Permission check',
  backup: 'Backup',
  restore: 'Restored',
};

export function actionInWords(action: string): string {
  const names: Record<string, string> = ACTIONS;
  return names[action] ?? action;
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
