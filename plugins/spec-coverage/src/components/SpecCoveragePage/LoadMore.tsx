import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { specCoverageTranslationRef } from '../../translation';
import styles from './SpecCoverageContent.module.css';

/** Asks for more of a list. @internal */
export function LoadMore(props: { isPending: boolean; onPress: () => void }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Button
      className={styles.more}
      variant="secondary"
      size="small"
      isPending={props.isPending}
      onPress={props.onPress}
    >
      {t('portal.loadMore')}
    </Button>
  );
}
