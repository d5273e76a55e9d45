import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { paths } from '../../paths.ts';
import { OrgBoard } from './org-board.tsx';
import { OrgFinder } from './org-finder.tsx';
import { OrgList } from './org-list.tsx';
import { type OrgModel, personAt, reportsOf } from './org-model.ts';
import styles from './org-page.module.css';
import { OrgPrint } from './org-print.tsx';
import { OrgProblems } from './org-problems.tsx';
import { words } from './org-words.ts';
import { useOrgChart } from './use-org-chart.ts';
import { useOrgState } from './use-org-state.ts';

export function OrgPage() {
  const { id = '' } = useParams();
  const { answer, model } = useOrgChart();
  const isLate = useLater(answer.isPending);
  const centre = model?.rows.get(id);
  const name = model && centre !== undefined ? personAt(model, centre).name : undefined;
  return (
    <Page title={name === undefined ? undefined : words().page(name)} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {model && centre === undefined ? (
        <Message title={words().notThere} actions={<ButtonLink to={paths.person(id)}>{words().profile}</ButtonLink>} />
      ) : null}
      {model && centre !== undefined ? <OrgExplorer model={model} centre={centre} /> : null}
    </Page>
  );
}

function OrgExplorer({ model, centre }: { model: OrgModel; centre: number }) {
  const state = useOrgState(model, centre);
  const { view, chooseView, search } = useView();
  const person = personAt(model, centre);
  const isAllOpen = model.reports.every((reports, row) => reports.length === 0 || state.open.has(row));
  const options = (['chart', 'list'] as const).map((value) => ({ value, label: words().views[value] }));
  const Tree = view === 'chart' ? OrgBoard : OrgList;
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{words().around(person.name)}</h1>
          <p className={styles.size}>{sizeInWords(model, centre)}</p>
        </div>
        <div className={styles.tools}>
          <Segmented label={words().view} options={options} value={view} onChange={chooseView} />
          <ButtonLink to={paths.person(person.id)}>{words().profile}</ButtonLink>
        </div>
      </header>
      <OrgProblems model={model} centre={centre} />
      <div className={styles.bar}>
        <OrgFinder model={model} onFind={state.reveal} />
        <Button look="plain" onClick={isAllOpen ? state.closeAll : state.openAll}>
          {isAllOpen ? words().closeAll : words().openAll}
        </Button>
      </div>
      <Tree model={model} centre={centre} state={state} search={search} />
      <OrgPrint model={model} open={state.open} />
      <p className={styles.keys}>{view === 'chart' ? words().keysChart : words().keysList}</p>
    </>
  );
}

/** A phone has no room for a drawing; whoever wants it there has it. Kept in the address, so that Back brings it back. */
function useView() {
  const [parameters, setParameters] = useSearchParams();
  const [isNarrow] = useState(() => window.matchMedia('(max-width: 640px)').matches);
  const wanted = parameters.get('view');
  const view = wanted === 'list' || wanted === 'chart' ? wanted : isNarrow ? 'list' : 'chart';
  return {
    view,
    chooseView: (next: 'chart' | 'list') => setParameters({ view: next }, { replace: true }),
    search: parameters.size > 0 ? `?${parameters}` : '',
  } as const;
}

function sizeInWords(model: OrgModel, centre: number): string {
  const below = model.sizes[centre] ?? 0;
  const direct = reportsOf(model, centre).length;
  if (below === 0) return words().nobody;
  return below === direct ? words().allDirect(below) : words().size(below, direct);
}
