import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createAuditLog } from '../audit/audit-log.ts';
import { exportAudit } from '../audit/export-audit.ts';
import { whoCommands } from '../audit/who-asks.ts';
import { AuditExportQuery } from '../contract/audit.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import { untilStopped } from './until-stopped.ts';
import { withStore } from './with-store.ts';

interface AuditOptions {
  config?: string;
  from?: string;
  to?: string;
  format?: string;
  verify?: boolean;
}

/** Writes the audit log to the standard output, or tells whether somebody has changed it; exit code 1 when somebody has. */
export async function audit({ config, verify, ...wanted }: AuditOptions): Promise<void> {
  const query = AuditExportQuery.safeParse(wanted);
  if (!query.success) {
    const [issue] = query.error.issues;
    throw new AppError(
      'invalid-request',
      `--${issue?.path.join('.')}: ${issue?.message}. Times are 2026-03-12 or 2026-03-12T09:00:00Z.`,
    );
  }
  const { format, ...filter } = query.data;
  const { signal } = untilStopped();
  await withStore({ config }, async (opened) => {
    if (verify) return tellWhetherWhole(opened.store);
    const log = createAuditLog({ store: opened.store.audit, logger: createLogger(opened.config.log) });
    log.record({ ...whoCommands(), action: 'export', outcome: 'done', subject: 'audit log', details: `As ${format}` });
    await pipeline(Readable.from(exportAudit(opened.store.audit, { format, filter })), process.stdout, { signal, end: false });
  });
}

function tellWhetherWhole({ audit: log }: StateStore): void {
  const broken = log.firstBroken();
  if (broken === undefined) {
    process.stdout.write('The audit log is whole: no row is missing or was changed.\n');
    return;
  }
  process.stdout.write(`The audit log is NOT whole: row ${broken} is missing or was changed outside Atrium.\n`);
  process.exitCode = 1;
}
