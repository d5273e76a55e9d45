import { lazy, Suspense } from 'react';
import { Outlet, Route, Routes, useLocation } from 'react-router';
import { PageFailure } from './components/page-failure.tsx';
import { Skeleton } from './components/skeleton.tsx';
import { HomePage } from './features/search/home-page.tsx';
import { ResultsPage } from './features/search/results-page.tsx';
import { Header } from './header.tsx';
import { useLater } from './hooks/use-later.ts';
import { useScrollMemory } from './hooks/use-scroll-memory.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { paths } from './paths.ts';

const PersonPage = lazy(() => import('./features/people/person-page.tsx').then((page) => ({ default: page.PersonPage })));
const OrgPage = lazy(() => import('./features/people/org-page.tsx').then((page) => ({ default: page.OrgPage })));
const DocumentPage = lazy(() =>
  import('./features/documents/document-page.tsx').then((page) => ({ default: page.DocumentPage })),
);
const SignInPage = lazy(() => import('./features/session/sign-in-page.tsx').then((page) => ({ default: page.SignInPage })));
const SourcesPage = lazy(() => import('./features/sources/sources-page.tsx').then((page) => ({ default: page.SourcesPage })));

const PermissionsPage = lazy(() =>
  import('./features/permissions/permissions-page.tsx').then((page) => ({ default: page.PermissionsPage })),
);
const AuditPage = lazy(() => import('./features/audit/audit-page.tsx').then((page) => ({ default: page.AuditPage })));

/** Every page of the client. What the search does not need is loaded when it is opened. */
export function App() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path={paths.home} element={<HomePage />} />
        <Route path={paths.search} element={<ResultsPage />} />
        <Route path="/people/:id" element={<PersonPage />} />
        <Route path="/people/:id/org" element={<OrgPage />} />
        <Route path="/documents/:id" element={<DocumentPage />} />
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path={paths.sources} element={<SourcesPage />} />
        <Route path={paths.permissions()} element={<PermissionsPage />} />
        <Route path={paths.audit} element={<AuditPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}

function Frame() {
  const location = useLocation();
  useScrollMemory();
  return (
    <>
      <Header />
      <PageFailure place={location.pathname}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </PageFailure>
    </>
  );
}

function PageLoading() {
  return useLater(true) ? <Skeleton kind="page" /> : null;
}
