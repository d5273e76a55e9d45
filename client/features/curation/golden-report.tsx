import type { GoldenDifference, GoldenReport as Report } from '../../../server/contract/curation.ts';
import { Badge, type BadgeLook } from '../../components/badge.tsx';
import table from '../../components/table.module.css';
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
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t.query}</th>
            <th scope="col" className={table.number}>
              {t.before}
            </th>
            <th scope="col" className={table.number}>
              {t.after}
            </th>
            <th scope="col">{t.effect}</th>
          </tr>
        </thead>
        <tbody>
          {affected.map(({ id, query, wanted, before, after, verdict, problem }) => (
            <tr key={id ?? query}>
              <th scope="row">
                {query}
                <span className={table.hint}>{problem ?? wanted.name ?? t.gone}</span>
              </th>
              <td className={table.number}>{t.place(before)}</td>
              <td className={table.number}>{t.place(after)}</td>
              <td>
                <Badge look={LOOKS[verdict]}>{t.verdicts[verdict]}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
