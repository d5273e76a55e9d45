import type { ReactNode } from 'react';
import type { Me } from '../../server/contract/session.ts';
import { useLater } from '../hooks/use-later.ts';
import { useMe } from '../hooks/use-me.ts';
import { ApiError } from '../lib/api.ts';
import { AdminNav } from './admin-nav.tsx';
import styles from './admin-page.module.css';
import { ProblemMessage } from './message.tsx';
import { Page } from './page.tsx';
import { Skeleton } from './skeleton.tsx';
import { words } from './words.ts';

/** The frame of an administrator's page. Others are told so in place of forms that would only refuse them; the server does refuse. */
export function AdminPage({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  const isLate = useLater(me.isPending);
  const refusal = me.data ? refusalFor(me.data) : me.error;
  return (
    <Page title={title} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {refusal ? <ProblemMessage error={refusal} retry={() => me.refetch()} /> : null}
      {me.data && !refusal ? (
        <>
          <AdminNav />
          {children}
        </>
      ) : null}
    </Page>
  );
}

function refusalFor({ user, method }: Me): ApiError | undefined {
  if (user?.isAdmin) return undefined;
  if (user === null && method !== 'open')
    return new ApiError({ code: 'not-signed-in', status: 401, title: words().pleaseSignIn });
  return new ApiError({ code: 'forbidden', status: 403, title: words().mayNot, detail: words().forAdministrators });
}
