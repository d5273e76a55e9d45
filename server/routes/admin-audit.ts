import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AUDIT_MEDIA_TYPES, exportAudit } from '../audit/export-audit.ts';
import { presentAuditItem } from '../audit/present-audit-item.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { AuditExportQuery, AuditQuery, AuditResponse } from '../contract/audit.ts';
import { type Route, route } from './define-route.ts';

export function adminAuditRoutes({ store, audit, sources }: Context): Route[] {
  return [
    route(
      {
        id: 'auditExport',
        method: 'get',
        path: '/admin/audit/export',
        summary: 'The audit log as a file, oldest first: JSON lines or CSV (RFC 4180)',
        access: 'admin',
        query: AuditExportQuery,
        mediaType: 'application/octet-stream',
      },
      async (input) => {
        const { format, ...filter } = input.query;
        audit.record({ ...whoAsks(input), action: 'export', outcome: 'done', subject: 'audit log', details: `As ${format}` });
        input.response.attachment(`atrium-audit.${format}`).set('Content-Type', AUDIT_MEDIA_TYPES[format]);
        const lines = Readable.from(exportAudit(store.audit, { format, filter }));
        await pipeline(lines, input.response, { signal: input.signal }).catch((error: unknown) => {
          if (!input.signal.aborted) throw error;
        });
        return undefined;
      },
    ),
    route(
      {
        id: 'audit',
        method: 'get',
        path: '/admin/audit',
        summary: 'Who did what, latest first',
        access: 'admin',
        query: AuditQuery,
        answer: AuditResponse,
      },
      async ({ query }) => {
        const { limit } = query;
        const entries = store.audit.list(query);
        const last = entries.at(-1);
        const items = entries.map((entry) => presentAuditItem(entry, { store, sources: sources.ids }));
        return { items, next: last && entries.length === limit ? last.id : null };
      },
    ),
  ];
}
