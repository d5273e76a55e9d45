import { lazy, Suspense } from 'react';
import { Outlet, Route, Routes, useLocation } from 'react-router';
import { PageFailure } from './components/page-failure.tsx';
import { Skeleton } from './components/skeleton.tsx';
import { HomePage } from './features/home/home-page.tsx';
import { ResultsPage } from './features/search/results-page.tsx';
import { SearchBox } from './features/search/search-box.tsx';
import { Header } from './header.tsx';
import { useLater } from './hooks/use-later.ts';
import { useScrollMemory } from './hooks/use-scroll-memory.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { paths } from './paths.ts';

const PersonPage = lazy(() => import('./features/people/person-page.tsx').then((page) => ({ default: page.PersonPage })));
const PeoplePage = lazy(() => import('./features/people/people-page.tsx').then((page) => ({ default: page.PeoplePage })));
const TeamPage = lazy(() => import('./features/people/team-page.tsx').then((page) => ({ default: page.TeamPage })));
const OrgPage = lazy(() => import('./features/people/org-page.tsx').then((page) => ({ default: page.OrgPage })));
const DocumentPage = lazy(() =>
  import('./features/documents/document-page.tsx').then((page) => ({ default: page.DocumentPage })),
);
const DocumentPreview = lazy(() =>
  import('./features/documents/document-preview.tsx').then((part) => ({ default: part.DocumentPreview })),
);
const SignInPage = lazy(() => import('./features/session/sign-in-page.tsx').then((page) => ({ default: page.SignInPage })));
const SourcesPage = lazy(() => import('./features/sources/sources-page.tsx').then((page) => ({ default: page.SourcesPage })));
const SourcePage = lazy(() => import('./features/sources/source-page.tsx').then((page) => ({ default: page.SourcePage })));
const WizardPage = lazy(() => import('./features/sources/wizard/wizard-page.tsx').then((page) => ({ default: page.WizardPage })));
const SetupPage = lazy(() => import('./features/setup/setup-page.tsx').then((page) => ({ default: page.SetupPage })));

const PermissionsPage = lazy(() =>
  import('./features/permissions/permissions-page.tsx').then((page) => ({ default: page.PermissionsPage })),
);
const ViewAsPage = lazy(() => import('./features/permissions/view-as-page.tsx').then((page) => ({ default: page.ViewAsPage })));
const CurationPage = lazy(() => import('./features/curation/curation-page.tsx').then((page) => ({ default: page.CurationPage })));
const AnalyticsPage = lazy(() =>
  import('./features/analytics/analytics-page.tsx').then((page) => ({ default: page.AnalyticsPage })),
);
const OperationsPage = lazy(() =>
  import('./features/operations/operations-page.tsx').then((page) => ({ default: page.OperationsPage })),
);
const AuditPage = lazy(() => import('./features/audit/audit-page.tsx').then((page) => ({ default: page.AuditPage })));
const CardsPage = lazy(() => import('./features/knowledge/cards-page.tsx').then((page) => ({ default: page.CardsPage })));
const AnswerPage = lazy(() => import('./features/knowledge/answer-page.tsx').then((page) => ({ default: page.AnswerPage })));
const AskPage = lazy(() => import('./features/knowledge/ask-page.tsx').then((page) => ({ default: page.AskPage })));
const InboxPage = lazy(() => import('./features/knowledge/inbox-page.tsx').then((page) => ({ default: page.InboxPage })));
const PostsPage = lazy(() => import('./features/knowledge/posts-page.tsx').then((page) => ({ default: page.PostsPage })));
const PostPage = lazy(() => import('./features/knowledge/post-page.tsx').then((page) => ({ default: page.PostPage })));
const GoPage = lazy(() => import('./features/knowledge/go-page.tsx').then((page) => ({ default: page.GoPage })));

/** Every page of the client. What the search does not need is loaded when it is opened. */
export function App() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path={paths.home} element={<HomePage box={<SearchBox size="large" autoFocus />} />} />
        <Route path={paths.search} element={<ResultsPage preview={DocumentPreview} />} />
        <Route path={paths.people()} element={<PeoplePage />} />
        <Route path="/teams" element={<TeamPage />} />
        <Route path="/people/:id" element={<PersonPage />} />
        <Route path="/people/:id/org" element={<OrgPage />} />
        <Route path="/documents/:id" element={<DocumentPage />} />
        <Route path="/answers/:id" element={<AnswerPage />} />
        <Route path={paths.ask()} element={<AskPage />} />
        <Route path={paths.questions} element={<InboxPage />} />
        <Route path={paths.posts} element={<PostsPage />} />
        <Route path="/posts/:id" element={<PostPage />} />
        <Route path="/go/*" element={<GoPage />} />
        <Route path={paths.knowledge} element={<CardsPage />} />
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path={paths.setup} element={<SetupPage />} />
        <Route path={paths.sources} element={<SourcesPage />} />
        <Route path={paths.newSource()} element={<WizardPage />} />
        <Route path="/admin/sources/:id" element={<SourcePage />} />
        <Route path="/admin/sources/:id/edit" element={<WizardPage />} />
        <Route path={paths.permissions()} element={<PermissionsPage />} />
        <Route path={paths.audit} element={<AuditPage />} />
        <Route path={paths.viewAs()} element={<ViewAsPage />} />
        <Route path={paths.curation()} element={<CurationPage />} />
        <Route path={paths.analytics} element={<AnalyticsPage />} />
        <Route path={paths.operations} element={<OperationsPage />} />
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
