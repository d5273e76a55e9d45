import type { Holdings, LedgerRecord } from '../types/ledger.ts';
import type { HeldRecord } from '../types/records.ts';
import { type IndexCheck, keepIndexCheck, lastIndexCheck } from './index-check.ts';
import type { SyncRun } from './sync-run.ts';

/** Counts that agree may hide two mistakes that cancel out, so once in a while record is compared with record. */
const THOROUGH_EVERY = 86_400_000;
/** … and whenever a run has changed so much that the comparison is little beside it. */
const MANY_CHANGES = 1000;
const PAGE = 1000;
/** Pages that the index is asked about at once. */
const ASKED_AHEAD = 4;
const EXAMPLES = 5;

/**
 * Sees to it that the index holds what the ledger says and nothing else. What it lacks, or holds in part, is marked `pending`,
 * exactly as a crash would have left it, so that the next run reads and writes it again; what nobody knows is removed, if the
 * run could look everywhere. Nothing may be on its way into the index.
 */
export async function reconcile(run: SyncRun, o: { complete: boolean }): Promise<IndexCheck> {
  const { state, source, progress } = run;
  const last = lastIndexCheck(state, source.id);
  const counted = await run.sink.contents.count(source.id, run.signal);
  const known = state.ledger.holdings(source.id);
  const adds = isWithin(counted.people, known.people) && isWithin(counted.passages, known.passages);
  const age = last === undefined ? THOROUGH_EVERY : run.now() - last.thoroughAt;
  // One of the future: the clock was set back, and nobody knows how old it is.
  const isDue = last === undefined || age >= THOROUGH_EVERY || age < 0;
  const isThorough = !adds || isDue || run.full || progress.written + progress.removed >= MANY_CHANGES;
  const found = isThorough ? await compare(run, { ...o, counted }) : NOTHING;
  const check = { ...found, at: run.now(), thoroughAt: isThorough ? run.now() : last.thoroughAt };
  keepIndexCheck(state, source.id, check);
  const { missing, damaged, strays, examples } = check;
  if (missing + damaged + strays > 0)
    run.warn('the index and the ledger did not agree', { missing, damaged, strays, examples, counted, known });
  return check;
}

type Findings = Omit<IndexCheck, 'at' | 'thoroughAt'>;

const NOTHING: Findings = { missing: 0, damaged: 0, strays: 0, straysRemoved: false, examples: [] };

function isWithin(counted: number, { sure, possible }: Holdings): boolean {
  return counted >= sure && counted <= sure + possible;
}

async function compare(run: SyncRun, o: { complete: boolean; counted: { people: number; passages: number } }): Promise<Findings> {
  const findings: Findings = { ...NOTHING, examples: [] };
  let accountedFor = 0;
  for await (const { page, held } of pagesWithHeld(run)) {
    for (const { count } of held.values()) accountedFor += count;
    markWrong(run, page, { held, findings });
  }
  if (o.counted.people + o.counted.passages > accountedFor) {
    const strays = await findStrays(run);
    findings.strays = strays.size;
    findings.straysRemoved = o.complete;
    if (o.complete) await Promise.all([...strays].map(([id, { kind, end }]) => run.sink.remove({ kind, id, passages: end })));
  }
  return findings;
}

/** The ledger's records in pages, each with what the index holds of it; the index looks while the next pages are read. */
async function* pagesWithHeld(run: SyncRun): AsyncIterable<{ page: LedgerRecord[]; held: Map<string, HeldRecord> }> {
  const asked: { page: LedgerRecord[]; held: Promise<Map<string, HeldRecord>> }[] = [];
  for (let after: string | undefined = ''; ; ) {
    while (after !== undefined && asked.length < ASKED_AHEAD) {
      const page: LedgerRecord[] = run.state.ledger.records(run.source.id, after, PAGE);
      after = page.at(-1)?.itemId;
      if (after === undefined) break;
      const held = findHeld(run, page);
      // Awaited below, unless an earlier one fails.
      held.catch(() => undefined);
      asked.push({ page, held });
    }
    const first = asked.shift();
    if (first === undefined) return;
    yield { page: first.page, held: await first.held };
  }
}

async function findHeld(run: SyncRun, page: readonly LedgerRecord[]): Promise<Map<string, HeldRecord>> {
  const idsOf = (isWanted: (entry: LedgerRecord) => boolean) => page.filter(isWanted).map(({ recordId }) => recordId);
  const ask = (kind: HeldRecord['kind'], ids: string[]) =>
    ids.length === 0 ? new Map<string, HeldRecord>() : run.sink.contents.find({ source: run.source.id, kind, ids }, run.signal);
  const people = await ask(
    'person',
    idsOf(({ kind }) => kind === 'person'),
  );
  const documents = await ask(
    'document',
    idsOf(({ kind }) => kind !== 'person'),
  );
  return new Map([...people, ...documents]);
}

function markWrong(
  run: SyncRun,
  page: readonly LedgerRecord[],
  { held, findings }: { held: Map<string, HeldRecord>; findings: Findings },
): void {
  run.state.transaction(() => {
    for (const entry of page) {
      const there = held.get(entry.recordId);
      if (isAsKnown(entry, there)) continue;
      if (there === undefined) findings.missing++;
      else findings.damaged++;
      if (findings.examples.length < EXAMPLES) findings.examples.push(entry.path);
      const passages = Math.max(entry.passages, there?.end ?? 0);
      const row = run.state.ledger.get(run.source.id, entry.itemId);
      if (row !== undefined) run.state.ledger.put(run.source.id, { ...row, state: 'pending', passages });
    }
  });
}

function isAsKnown(entry: LedgerRecord, there: HeldRecord | undefined): boolean {
  const wanted = entry.kind === 'person' ? 1 : entry.passages;
  const { count, end } = there ?? { count: 0, end: 0 };
  return isSettled(entry) ? count === wanted && end === wanted : end <= wanted;
}

/** Written and confirmed; of anything else the index may hold all, some or none. */
function isSettled({ state, cause }: LedgerRecord): boolean {
  return state !== 'pending' && !(state === 'failed' && cause === null);
}

/** What the index holds of this source and no source has a row for. */
async function findStrays(run: SyncRun): Promise<Map<string, HeldRecord>> {
  const strays = new Map<string, HeldRecord>();
  for await (const page of run.sink.contents.list(run.source.id, run.signal)) {
    for (const record of page) {
      const met = strays.get(record.id);
      if (met === undefined && run.state.ledger.byRecordId(record.id) !== undefined) continue;
      strays.set(record.id, { ...record, end: Math.max(record.end, met?.end ?? 0) });
    }
  }
  return strays;
}
