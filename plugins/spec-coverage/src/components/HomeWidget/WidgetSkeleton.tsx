import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { Bone } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import styles from './HomeWidget.module.css';

/**
 * The shape of the widget before there is anything to show.
 *
 * @internal
 */
export function WidgetSkeleton() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.content} aria-busy>
      <VisuallyHidden role="status">{t('portal.loading')}</VisuallyHidden>
      <div className={styles.head}>
        <Bone width="6.5rem" height="6.5rem" rounded />
        <div className={styles.states}>
          <Bone width="60%" height="1.25rem" />
          <Bone width="100%" height="0.75rem" rounded />
          <Bone width="75%" height="1rem" />
        </div>
      </div>
      <Bone width="100%" height="7rem" />
    </div>
  );
}
