import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { Bone } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import styles from './PortalTotals.module.css';

/**
 * The shape of the totals before there is anything to show.
 *
 * @internal
 */
export function TotalsSkeleton() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.totals} aria-busy>
      <VisuallyHidden role="status">{t('portal.loading')}</VisuallyHidden>
      <div className={styles.head}>
        <Bone width="6.5rem" height="6.5rem" rounded />
        <div className={styles.states}>
          <Bone width="40%" height="1.25rem" />
          <Bone width="100%" height="0.75rem" rounded />
          <Bone width="60%" height="1rem" />
        </div>
      </div>
      <div className={styles.list}>
        {['specs', 'drifts', 'latency', 'proof'].map(total => (
          <Bone key={total} width="80%" height="3.75rem" />
        ))}
      </div>
    </div>
  );
}
