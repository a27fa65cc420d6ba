import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { Bone } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import styles from './CardContent.module.css';

/**
 * The shape of the card before there is anything to show.
 *
 * @internal
 */
export function CardSkeleton() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.content} aria-busy>
      <VisuallyHidden role="status">{t('loading.coverage')}</VisuallyHidden>
      <div className={styles.head}>
        <Bone width="6.5rem" height="6.5rem" rounded />
        <div className={styles.states}>
          <Bone width="80%" height="1rem" />
          <Bone width="60%" height="1rem" />
          <Bone width="70%" height="1rem" />
        </div>
      </div>
      <div className={styles.states}>
        <Bone width="100%" height="0.75rem" rounded />
        <Bone width="75%" height="1rem" />
      </div>
    </div>
  );
}
