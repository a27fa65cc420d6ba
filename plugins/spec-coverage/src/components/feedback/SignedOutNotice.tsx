import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiLogoutBoxRLine } from '@remixicon/react';
import { Notice } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';

/**
 * Says that the backend does not take them for anybody, which no permission mends.
 *
 * @internal
 */
export function SignedOutNotice(props: { onRetry: () => void }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Notice
      icon={RiLogoutBoxRLine}
      tone="warning"
      title={t('problem.signedOutTitle')}
      description={t('problem.signedOutHint')}
    >
      <Button variant="secondary" onPress={props.onRetry}>
        {t('problem.retry')}
      </Button>
    </Notice>
  );
}
