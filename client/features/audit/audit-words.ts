import type { AuditItem } from '../../../server/contract/audit.ts';
import { operations } from './operations.words.ts';
import { words } from './words.ts';

/** The outcome stands beside it, so "refused" need not be said twice. */
export function actionInWords({ action, outcome }: Pick<AuditItem, 'action' | 'outcome'>): string {
  const t = words();
  const names: Record<string, string> = outcome === 'refused' ? { ...t.actions, ...t.refusedActions } : t.actions;
  return names[action] ?? action;
}

export function outcomeInWords(outcome: string): string {
  const names: Record<string, string> = words().outcomes;
  return names[outcome] ?? outcome;
}

/** Whom the log calls nothing is a visitor, and `atrium` is the program itself. */
export function actorInWords(actor: string): string {
  if (actor === '') return words().visitor;
  return actor === 'atrium' ? words().itself : actor;
}

/** What was acted on. The id of whoever signed in says nothing beside the name. */
export function subjectInWords({ action, subject }: Pick<AuditItem, 'action' | 'subject'>): string | null {
  if (subject === null || action === 'sign-in') return null;
  if (action === 'admin-refused') return operations()[subject] ?? subject;
  if (action === 'document-refused' && /^[0-9a-f]{16,}$/.test(subject)) return words().goneDocument;
  return sentence(subject, action === 'export');
}

/** Details are written as half sentences. */
export function sentence(text: string, isWanted = true): string {
  return isWanted ? text.charAt(0).toLocaleUpperCase() + text.slice(1) : text;
}
