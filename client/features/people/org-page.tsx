import { useState } from 'react';
import { useParams } from 'react-router';
import type { OrgResponse } from '../../../server/contract/people.ts';
import { ButtonLink } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { countOf } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import styles from './org-page.module.css';
import { OrgTree } from './org-tree.tsx';
import { useOrg } from './use-person.ts';

const VIEWS = [
  { value: 'chart', label: 'Chart' },
  { value: 'list', label: 'List' },
] as const;

export function OrgPage() {
  const { id = '' } = useParams();
  const answer = useOrg(id);
  const [view, setView] = useState<'chart' | 'list'>('chart');
  const isLate = useLater(answer.isPending);
  const org = answer.isError ? undefined : answer.data;
  return (
    <Page title={org ? `${org.person.name}, org chart` : undefined} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {org ? (
        <>
          <header className={styles.head}>
            <div>
              <h1 className={styles.title}>Around {org.person.name}</h1>
              <p className={styles.size}>{sizeInWords(org)}</p>
            </div>
            <div className={styles.tools}>
              <Segmented label="View" options={VIEWS} value={view} onChange={setView} />
              <ButtonLink to={paths.person(org.person.id)}>Open profile</ButtonLink>
            </div>
          </header>
          {org.problems.map((problem) => (
            <Notice key={problem} level="warning">
              {problem}
            </Notice>
          ))}
          <OrgTree org={org} view={view} />
          <p className={styles.keys}>
            Arrow keys move, <kbd>Enter</kbd> re-centres, <kbd>Home</kbd> goes to the top.
          </p>
        </>
      ) : null}
    </Page>
  );
}

function sizeInWords({ reports, organisationSize }: OrgResponse): string {
  if (organisationSize === 0) return 'No one reports here.';
  const all = `${countOf(organisationSize, 'person', 'people')} in this part of the company`;
  return organisationSize === reports.length
    ? `${all}, all reporting directly.`
    : `${all}, ${reports.length} reporting directly.`;
}
