import { lazy, Suspense, useEffect, type ComponentType } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { LANGUAGE_TAGS } from '@lenglian/wording';
import { AlertsPage } from './pages/alerts/AlertsPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { OverviewPage } from './pages/overview/OverviewPage.tsx';
import { SignedIn } from './pages/SignedIn.tsx';
import { SignInPage } from './pages/sign-in/SignInPage.tsx';
import { UnitPage } from './pages/unit/UnitPage.tsx';
import { usePreferences } from './preferences/preferences-context.ts';
import { Loading } from './ui/Notice.tsx';

// What a shift needs at once is there at once; the rest comes when it is asked for.
const AuditPage = lazy(() => import('./pages/audit/AuditPage.tsx'));
const GrantsPage = lazy(() => import('./pages/grants/GrantsPage.tsx'));
const HandOversPage = lazy(() => import('./pages/hand-overs/HandOversPage.tsx'));
const ReviewsPage = lazy(() => import('./pages/reviews/ReviewsPage.tsx'));
const LotPage = lazy(() => import('./pages/lots/LotPage.tsx'));
const UsersPage = lazy(() => import('./pages/users/UsersPage.tsx'));
const PasswordPage = lazy(() => import('./pages/users/PasswordPage.tsx'));
const TokensPage = lazy(() => import('./pages/tokens/TokensPage.tsx'));
const ofNetwork = (name: 'PlacesPage' | 'PlacePage' | 'ServicesPage' | 'ServicePage') =>
  lazy(async () => ({ default: (await import('./pages/network/index.ts'))[name] }));
const PlacesPage = ofNetwork('PlacesPage');
const PlacePage = ofNetwork('PlacePage');
const ServicesPage = ofNetwork('ServicesPage');
const ServicePage = ofNetwork('ServicePage');
const RunsPage = lazy(() => import('./pages/runs/RunsPage.tsx'));
const RunPage = lazy(() => import('./pages/runs/RunPage.tsx'));
const DeparturePage = lazy(() => import('./pages/departure/index.ts'));
const LossesPage = lazy(() => import('./pages/losses/LossesPage.tsx'));
const CertificatePage = lazy(() => import('./pages/certificate/index.ts'));
/** For consignees only: whoever works here never loads it. */
const SharedLotPage = lazy(() => import('./pages/shared-lot/index.ts'));
/** For people outside, who see nothing else of the console. */
const HandOverLinkPage = lazy(async () => ({
  default: (await import('./pages/hand-overs/HandOverLinkPage.tsx')).HandOverLinkPage,
}));

/** Every page by its path. What is on the screen is in the URL. */
export function App() {
  useDocumentLook();
  return (
    // Navigation is applied at once: a control whose state is in the URL must not lag behind the click.
    <BrowserRouter useTransitions={false}>
      <Routes>
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="/c/:token" element={<Later page={SharedLotPage} />} />
        <Route path="/c/:token/certificate" element={<Later page={CertificatePage} />} />
        <Route path="/h/:token" element={<Later page={HandOverLinkPage} />} />
        <Route element={<SignedIn />}>
          <Route index element={<OverviewPage />} />
          <Route path="/units/:unitId" element={<UnitPage />} />
          <Route path="/alerts" element={<AlertsPage />} />
          <Route path="/alerts/:alertId" element={<AlertsPage />} />
          <Route path="/reviews" element={<Later page={ReviewsPage} />} />
          <Route path="/hand-overs" element={<Later page={HandOversPage} />} />
          <Route path="/lots/:lotId" element={<Later page={LotPage} />} />
          <Route path="/lots/:lotId/certificate" element={<Later page={CertificatePage} />} />
          <Route path="/runs" element={<Later page={RunsPage} />} />
          <Route path="/runs/:runId" element={<Later page={RunPage} />} />
          <Route path="/runs/:runId/departure" element={<Later page={DeparturePage} />} />
          <Route path="/losses" element={<Later page={LossesPage} />} />
          <Route path="/places" element={<Later page={PlacesPage} />} />
          <Route path="/places/:placeId" element={<Later page={PlacePage} />} />
          <Route path="/services" element={<Later page={ServicesPage} />} />
          <Route path="/services/:serviceId" element={<Later page={ServicePage} />} />
          <Route path="/audit" element={<Later page={AuditPage} />} />
          <Route path="/grants" element={<Later page={GrantsPage} />} />
          <Route path="/users" element={<Later page={UsersPage} />} />
          <Route path="/password" element={<Later page={PasswordPage} />} />
          <Route path="/tokens" element={<Later page={TokensPage} />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}

function Later(props: { page: ComponentType }) {
  return (
    <Suspense fallback={<Loading />}>
      <props.page />
    </Suspense>
  );
}

/** Language and theme belong to the whole document. */
function useDocumentLook(): void {
  const { language, theme } = usePreferences();
  useEffect(() => {
    const root = document.documentElement;
    root.lang = LANGUAGE_TAGS[language];
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [language, theme]);
}
