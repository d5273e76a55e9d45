import type { AuditAction, AuditOutcome } from '../contract/audit.ts';
import type { Logger } from '../logger.ts';
import type { AuditStore } from '../store/state-store.ts';

export interface AuditEvent {
  action: AuditAction;
  outcome: AuditOutcome;
  /** Sign-in name as given or known; empty for a visitor, `atrium` for the program itself. */
  actor: string;
  /** What it was done to: a source, a document's id, a sign-in name. */
  subject?: string | undefined;
  /** Whence the request came. */
  address?: string | undefined;
  /** One sentence for people; never a password, a token or a document's text. */
  details?: string | undefined;
}

/** Writes down who did what. A row is on disk when `record` returns, before the answer leaves. */
export interface AuditLog {
  record(event: AuditEvent): void;
}

/** Longest text a stranger may leave in the log, characters. */
const LONGEST = 500;

export function createAuditLog(options: { store: AuditStore; logger: Logger; now?: () => number }): AuditLog {
  const now = options.now ?? Date.now;
  return {
    record({ action, outcome, actor, subject, address, details }) {
      const entry = {
        at: now(),
        action,
        outcome,
        actor: actor.slice(0, LONGEST),
        subject: subject?.slice(0, LONGEST) ?? null,
        address: address ?? null,
        details: details?.slice(0, LONGEST) ?? null,
      };
      options.store.append(entry);
      options.logger.info({ audit: entry }, `${action}: ${outcome}`);
    },
  };
}
