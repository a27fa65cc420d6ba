import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocale } from '@proofline/backstage-ui';
import { formatTokens } from '../../format';
import { useUsage } from '../../hooks';
import { fillDays } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { Sparkline } from '../charts/Sparkline';
import { tokensOf } from './Cost';
import { rangeOf } from './useRange';
import styles from './RecentUse.module.css';

/**
 * The use of the last 30 days as a tiny line, and in words; nothing where there was none, or it is not known.
 *
 * @internal
 */
export function RecentUse(props: { tenant: string }) {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const { data } = useUsage({ tenant: props.tenant, ...rangeOf('month') });
  if (!data || data.total.requests === 0) {
    return null;
  }
  const byDay = new Map(
    data.items.map(item => [item.key ?? '', tokensOf(item)]),
  );
  return (
    <div className={styles.recent}>
      <Sparkline values={fillDays(data, byDay, () => 0)} />
      <p className={styles.words}>
        {t('use.recent', {
          tokens: formatTokens(tokensOf(data.total), locale),
        })}
      </p>
    </div>
  );
}
