import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  INVARIANT_STATES,
  type StoryCoverage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { type ChartTableData } from '@proofline/backstage-ui';
import { formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';

/**
 * The numbers of user stories as a table: coverage, invariants, and how many are in each state.
 *
 * @internal
 */
export function useStoryTable(stories: StoryCoverage[]): ChartTableData {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return {
    columns: [
      { key: 'ref', label: t('stories.story') },
      {
        key: 'percentage',
        label: t('charts.percentage'),
        format: formatPercentage,
      },
      { key: 'expected', label: t('charts.expected') },
      ...INVARIANT_STATES.map(state => ({
        key: state,
        label: t(`invariantState.${state}`),
      })),
    ],
    rows: stories.map(({ counts, percentage, ref }) => ({
      ref,
      percentage,
      ...counts,
    })),
  };
}
