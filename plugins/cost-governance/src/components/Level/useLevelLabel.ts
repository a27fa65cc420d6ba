import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LimitLevel } from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatNumber } from '../../format';
import { levelOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';

/**
 * The level of a bucket in words, with exact numbers: what a gauge or bar shows to those who do not see it.
 *
 * @internal
 */
export function useLevelLabel(limit: LimitLevel): string {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const { debt, state } = levelOf(limit);
  if (state === 'unknown') {
    return t('level.unknown');
  }
  return state === 'debt'
    ? t('level.debt', { debt: formatNumber(debt, locale) })
    : t('level.left', {
        tokens: formatNumber(limit.tokens ?? 0, locale),
        capacity: formatNumber(limit.capacity, locale),
      });
}
