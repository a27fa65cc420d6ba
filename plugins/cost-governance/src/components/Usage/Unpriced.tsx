import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useLocale } from '@proofline/backstage-ui';
import { formatNumber } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';

/**
 * Says that the cost is more than what is shown; nothing where all tokens have a price.
 *
 * @internal
 */
export function Unpriced(props: {
  tokens: number;
  /** What the tokens are of: this month, or what is looked at. */
  of: 'month' | 'range';
}) {
  const { of, tokens } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  if (tokens <= 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('use.unpriced')}
      description={t(
        of === 'month' ? 'use.unpricedHint' : 'use.unpricedRange',
        { count: tokens, shown: formatNumber(tokens, locale) },
      )}
    />
  );
}
