import { Link } from 'react-router';
import { Notice } from '../../components/notice.tsx';
import { paths } from '../../paths.ts';
import { managersAbove, type OrgModel, personAt } from './org-model.ts';
import styles from './org-problems.module.css';
import { words } from './org-words.ts';

const NAMED = 8;

/** What is wrong with the directory's data: said at once where it concerns the person in the middle, otherwise on demand. */
export function OrgProblems({ model, centre }: { model: OrgModel; centre: number }) {
  const near = new Set([centre, ...managersAbove(model, centre)]);
  const { problems } = model.chart;
  const isNear = ({ code, people }: (typeof problems)[number]) => code !== 'several-tops' && people.some((row) => near.has(row));
  const others = problems.filter((problem) => !isNear(problem));
  return (
    <>
      {problems.filter(isNear).map((problem) => (
        <Notice key={`${problem.code} ${problem.people[0]}`} level="warning">
          <Problem model={model} problem={problem} />
        </Notice>
      ))}
      {others.length === 0 ? null : (
        <details className={styles.problems}>
          <summary>{words().problems(others.length)}</summary>
          <ul className={styles.list}>
            {others.map((problem) => (
              <li key={`${problem.code} ${problem.people[0]}`}>
                <Problem model={model} problem={problem} />
                <span className={styles.people}>
                  {problem.people.slice(0, NAMED).map((row) => (
                    <Link key={row} className={styles.person} to={paths.org(personAt(model, row).id)}>
                      {personAt(model, row).name}
                    </Link>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Problem({ model, problem }: { model: OrgModel; problem: OrgModel['chart']['problems'][number] }) {
  const names = problem.people.slice(0, NAMED).map((row) => personAt(model, row).name);
  const first = names[0] ?? '';
  const text =
    problem.code === 'cycle' ? [...names, ...(problem.people.length > NAMED ? ['…'] : []), first].join(' → ') : names.join(', ');
  const more = problem.code === 'cycle' ? 0 : problem.people.length - names.length;
  return <>{words().problem[problem.code](more > 0 ? words().andMore(text, more) : text)}</>;
}
