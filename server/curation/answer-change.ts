import type { Request } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { CurationPreview, GoldenReport } from '../contract/curation.ts';
import { AppError } from '../errors.ts';
import type { CurationDesk } from './curation-desk.ts';
import { presentCurated } from './present-curated.ts';

interface Desk {
  curation: CurationDesk;
  audit: AuditLog;
}

interface Asked {
  viewer: Viewer;
  request: Request;
  signal: AbortSignal;
}

/** A write as the API has it: tried, refused by golden queries, or done; each is written down. */
export async function changeCuration(
  desk: Desk,
  change: CurationPreview,
  asked: Asked & { query: { dryRun: boolean; force: boolean } },
) {
  const { dryRun, force } = asked.query;
  if (dryRun) return { item: null, applied: false, report: await previewCuration(desk, change, asked) };
  const who = { by: asked.viewer.uid, at: Date.now(), force };
  const { stored, report } = await desk.curation.change(change, who, asked.signal).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'golden-broken')
      record(desk, { change, asked, outcome: 'refused', said: error.message });
    throw error;
  });
  const forced = report.broken > 0 ? `, although ${report.broken} golden queries break` : '';
  const subject = `${change.kind} ${stored.id}`;
  record(desk, { change, asked, subject, outcome: 'done', said: `${verbOf(change)}${forced}: ${JSON.stringify(stored.entry)}` });
  const item = change.entry === undefined ? null : presentCurated(stored, desk.curation.references);
  return { item, applied: true, report };
}

export async function previewCuration({ curation, audit }: Desk, change: CurationPreview, asked: Asked): Promise<GoldenReport> {
  const report = await curation.preview(change, asked.signal);
  const details = `Asked ${report.affected.length} of ${report.golden} with another state of ${change.kind}`;
  audit.record({ ...whoAsks(asked), action: 'golden-queries', outcome: 'done', details });
  return report;
}

function record(
  { audit }: Desk,
  o: { change: CurationPreview; asked: Asked; outcome: 'done' | 'refused'; said: string; subject?: string },
): void {
  const subject = o.subject ?? [o.change.kind, o.change.id].filter((part) => part !== undefined).join(' ');
  audit.record({ ...whoAsks(o.asked), action: 'curation', outcome: o.outcome, subject, details: o.said });
}

function verbOf({ id, entry }: CurationPreview): string {
  if (entry === undefined) return 'Removed';
  return id === undefined ? 'Added' : 'Changed';
}
