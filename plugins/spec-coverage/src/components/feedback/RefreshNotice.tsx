import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiRefreshLine } from '@remixicon/react';
import { messageOf } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import styles from './RefreshNotice.module.css';

/**
 * Says that what is shown could not be brought up to date. The place is announced from the beginning, as screen readers
 * only speak what changes in a region that they know.
 *
 * @internal
 */
export function RefreshNotice(props: { error: Error | undefined }) {
  const { error } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div role="status">
      {error && (
        <span className={styles.notice} title={messageOf(error)}>
          <RiRefreshLine size={14} aria-hidden />
          {t('problem.refresh')}
        </span>
      )}
    </div>
  );
}
