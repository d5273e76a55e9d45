import type { ReactNode } from 'react';
import type { Me } from '../../../server/contract/session.ts';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useMe } from '../../hooks/use-me.ts';
import { ApiError } from '../../lib/api.ts';
import { AdminNav } from './admin-nav.tsx';
import styles from './admin-page.module.css';

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
  if (user === null && method !== 'open') return new ApiError({ code: 'not-signed-in', status: 401, title: 'Please sign in' });
  return new ApiError({ code: 'forbidden', status: 403, title: 'You may not do this', detail: 'This is for administrators.' });
}
