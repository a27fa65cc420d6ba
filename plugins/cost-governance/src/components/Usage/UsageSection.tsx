import { lazy, Suspense } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Bone } from '@proofline/backstage-ui';
import { costGovernanceTranslationRef } from '../../translation';
import { inCard, Section } from '../feedback';
import { RangePicker } from './RangePicker';
import { useRange } from './useRange';

// Charts are a large library: it is loaded when somebody looks at one.
const UsageCharts = lazy(() => import('./UsageCharts'));

/**
 * Use and cost over a time that can be chosen, of one tenant or of all.
 *
 * @internal
 */
export function UsageSection(props: { tenant?: string; fileName: string }) {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const [range, setRange] = useRange();
  return (
    <Section
      title={t('use.title')}
      actions={<RangePicker range={range} onChange={setRange} />}
    >
      <Suspense fallback={inCard(<Bone width="100%" height="16rem" />)}>
        <UsageCharts {...props} range={range} />
      </Suspense>
    </Section>
  );
}
