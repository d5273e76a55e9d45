import type { AuditFormat, AuditRow } from '../contract/audit.ts';
import type { AuditEntry, AuditStore } from '../store/state-store.ts';

export interface AuditFilter {
  action?: string | undefined;
  actor?: string | undefined;
  /** Milliseconds since 1970, inclusive. */
  from?: number | undefined;
  to?: number | undefined;
}

export const AUDIT_MEDIA_TYPES = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const satisfies Record<AuditFormat, string>;

/** The log as lines of a file, oldest first, as slowly as they are taken. */
export function* exportAudit(audit: AuditStore, options: { format: AuditFormat; filter: AuditFilter }): Generator<string> {
  const line = { jsonl: jsonLine, csv: csvLine }[options.format];
  if (options.format === 'csv') yield CSV_HEAD;
  for (const entry of audit.all()) if (isWanted(entry, options.filter)) yield line(presentAuditEntry(entry));
}

export function presentAuditEntry(entry: AuditEntry): AuditRow {
  const { id, at, action, outcome, actor, subject, address, details } = entry;
  return { id, at: new Date(at).toISOString(), action, outcome, actor, subject, address, details };
}

function isWanted(entry: AuditEntry, { action, actor, from, to }: AuditFilter): boolean {
  if (action !== undefined && entry.action !== action) return false;
  if (actor !== undefined && entry.actor.toLowerCase() !== actor.toLowerCase()) return false;
  return entry.at >= (from ?? 0) && entry.at <= (to ?? Number.MAX_SAFE_INTEGER);
}

const COLUMNS = ['id', 'at', 'action', 'outcome', 'actor', 'subject', 'address', 'details'] as const satisfies (keyof AuditRow)[];
const CSV_HEAD = `${COLUMNS.join(',')}\r\n`;

function jsonLine(row: AuditRow): string {
  return `${JSON.stringify(row)}\n`;
}

function csvLine(row: AuditRow): string {
  return `${COLUMNS.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

/**
 * RFC 4180. A stranger chooses the sign-in name that is refused, and a spreadsheet takes a cell that begins like a formula for one
 * (https://owasp.org/www-community/attacks/CSV_Injection): an apostrophe before it makes it text.
 */
function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
