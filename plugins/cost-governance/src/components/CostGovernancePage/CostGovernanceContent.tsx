import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  NavLink,
  Route,
  Routes,
  useLocation,
  useResolvedPath,
} from 'react-router-dom';
import { costGovernanceTranslationRef } from '../../translation';
import { AllKeys } from '../Keys';
import { KillSwitchView, StopBanner } from '../KillSwitch';
import { UsageSection } from '../Usage';
import { TenantOfAddress } from './TenantOfAddress';
import { TenantTable } from './TenantTable';
import styles from './CostGovernancePage.module.css';

/** The views, each with its own address below that of the page. The first one is at the address of the page itself. */
const VIEWS = [
  ['tenants', ''],
  ['usage', 'usage'],
  ['keys', 'keys'],
  ['killSwitch', 'kill-switch'],
] as const;

/**
 * What LLM calls of the whole portal use and cost, their limits and keys, and the switch that stops them.
 *
 * @internal
 */
export function CostGovernanceContent() {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const { pathname } = useLocation();
  const page = useResolvedPath('').pathname.replace(/\/$/, '');
  return (
    <Container>
      <main className={styles.content}>
        <nav aria-label={t('page.views')} className={styles.views}>
          {VIEWS.map(([view, path]) => (
            <NavLink key={view} to={path} end={!path} className={styles.view}>
              {t(`page.${view}`)}
            </NavLink>
          ))}
        </nav>
        {/* The kill switch says it itself, and so does the view of a tenant. */}
        {!/^\/(kill-switch|tenants)/.test(pathname.slice(page.length)) && (
          <StopBanner />
        )}
        <Routes>
          <Route
            path="tenants/:tenant"
            element={<TenantOfAddress page={page} />}
          />
          <Route path="usage" element={<UsageSection fileName="portal" />} />
          <Route path="keys" element={<AllKeys />} />
          <Route path="kill-switch" element={<KillSwitchView />} />
          <Route
            path="*"
            element={
              <TenantTable
                hrefOf={ref => `${page}/tenants/${encodeURIComponent(ref)}`}
              />
            }
          />
        </Routes>
      </main>
    </Container>
  );
}
