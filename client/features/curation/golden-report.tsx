import type { GoldenDifference, GoldenReport as Report } from '../../../server/contract/curation.ts';
import { Badge, type BadgeLook } from '../../components/badge.tsx';
import { Table, TableHint } from '../../components/table.tsx';
import { words } from './words.ts';

const LOOKS: Record<GoldenDifference['verdict'], BadgeLook> = {
  better: 'good',
  same: 'plain',
  worse: 'attention',
  broken: 'bad',
};

/** What a change does to the golden queries: the places before and after, the worst first. */
export function GoldenReport({ report: { golden, affected } }: { report: Report }) {
  const t = words();
  if (golden === 0) return <p>{t.noGolden}</p>;
  if (affected.length === 0) return <p>{t.untouched(golden)}</p>;
  return (
    <>
      <p>{t.touched(affected.length, golden)}</p>
      <Table
        columns={[t.query, { number: t.before }, { number: t.after }, t.effect]}
        rows={affected.map(({ id, query, wanted, before, after, verdict, problem }) => ({
          key: id ?? query,
          cells: [
            <GoldenQuery key={query} query={query} hint={problem ?? wanted.name} />,
            t.place(before),
            t.place(after),
            <Badge key={query} look={LOOKS[verdict]}>
              {t.verdicts[verdict]}
            </Badge>,
          ],
        }))}
      />
    </>
  );
}

/** A golden query, and what it must find or why it cannot. */
export function GoldenQuery({ query, hint }: { query: string; hint: string | null }) {
  return (
    <>
      {query}
      <TableHint>{hint ?? words().gone}</TableHint>
    </>
  );
}
