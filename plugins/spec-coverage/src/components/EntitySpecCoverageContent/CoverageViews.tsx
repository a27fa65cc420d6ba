import { lazy, Suspense } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { VisuallyHidden } from '@backstage/ui';
import {
  NavLink,
  Route,
  Routes,
  useParams,
  useResolvedPath,
} from 'react-router-dom';
import { Bone } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import { DriftView } from './views/DriftView';
import { InvariantsView } from './views/InvariantsView';
import { OverviewView } from './views/OverviewView';
import { VIEWS } from './views/routes';
import { TabAddressProvider } from './views/useViewHrefs';
import styles from './CoverageViews.module.css';

// Charts are a large library: it is loaded when somebody looks at one.
const StoriesView = lazy(() => import('./views/StoriesView'));
const StoryView = lazy(() => import('./views/StoryView'));
const TrendsView = lazy(() => import('./views/TrendsView'));

/**
 * The views of the Coverage tab, each with its own address below that of the tab.
 *
 * @internal
 */
export function CoverageViews(props: { entity: Entity }) {
  const { entity } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { pathname } = useResolvedPath('');
  return (
    <TabAddressProvider value={pathname.replace(/\/$/, '')}>
      <nav aria-label={t('views.label')} className={styles.views}>
        {VIEWS.map(view => (
          <NavLink
            key={view}
            // The first one is at the address of the tab itself.
            to={view === 'overview' ? '' : view}
            end={view === 'overview'}
            className={styles.view}
          >
            {t(`views.${view}`)}
          </NavLink>
        ))}
      </nav>
      <Suspense fallback={<ViewSkeleton />}>
        <Routes>
          <Route path="stories" element={<StoriesView entity={entity} />} />
          <Route path="stories/:story" element={<StoryOfAddress />} />
          <Route
            path="invariants"
            element={<InvariantsView entity={entity} />}
          />
          <Route path="drift" element={<DriftView entity={entity} />} />
          <Route path="trends" element={<TrendsView entity={entity} />} />
          <Route path="*" element={<OverviewView entity={entity} />} />
        </Routes>
      </Suspense>
    </TabAddressProvider>
  );
}

/** A view whose code is on its way. */
function ViewSkeleton() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div aria-busy>
      <VisuallyHidden role="status">{t('loading.coverage')}</VisuallyHidden>
      <Bone width="100%" height="16rem" />
    </div>
  );
}

function StoryOfAddress() {
  const { story = '' } = useParams();
  return <StoryView story={story} />;
}
