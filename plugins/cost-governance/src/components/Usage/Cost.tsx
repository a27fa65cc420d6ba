import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Use } from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatCost } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';

/** All tokens of a use: input and output, and what was never settled. @internal */
export function tokensOf(
  use: Pick<Use, 'inputTokens' | 'outputTokens' | 'unsettledTokens'>,
): number {
  return use.inputTokens + use.outputTokens + use.unsettledTokens;
}

/**
 * Gives the cost of a use in words: "at least" where some of its tokens have no known cost, and not zero where none has.
 *
 * @internal
 */
export function useCostWords(): (
  use: Pick<Use, 'costMicroUsd' | 'unpricedTokens'>,
) => string {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  return ({ costMicroUsd, unpricedTokens }) => {
    if (costMicroUsd === 0 && unpricedTokens > 0) {
      return t('use.costUnknown');
    }
    const cost = formatCost(costMicroUsd, locale);
    return unpricedTokens > 0 ? t('use.atLeast', { cost }) : cost;
  };
}
